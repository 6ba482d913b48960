"""Whom a journey is about."""
