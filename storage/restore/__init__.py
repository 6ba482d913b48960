"""Putting things back as a snapshot has them."""
