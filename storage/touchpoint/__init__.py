"""Touchpoints: one interaction in a stage."""
