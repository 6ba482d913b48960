"""Journeys and their stages: who owns them, who may see them."""
