"""The whole map at a moment, what it lacks and how fresh it is."""
