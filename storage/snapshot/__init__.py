"""The whole map frozen at a moment."""
