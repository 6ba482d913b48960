"""The journey map: stages as columns, emotion curve, touchpoints, hottest pain points."""

from charts.journey_map.alt_text import journey_map_alt_text
from charts.journey_map.data import JourneyMap, Pain, Stage, Touchpoint
from charts.journey_map.picture import journey_map_figure, journey_map_scene, render

__all__ = [
    "JourneyMap",
    "Pain",
    "Stage",
    "Touchpoint",
    "journey_map_alt_text",
    "journey_map_figure",
    "journey_map_scene",
    "render",
]
