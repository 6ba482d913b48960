"""Measured numbers: their readings, and what they say beyond noise."""
