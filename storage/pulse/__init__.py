"""Pulses: who is asked one question about one touchpoint, what they say, and what came of it."""
