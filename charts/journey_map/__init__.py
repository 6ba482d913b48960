"""The journey map: stages as columns, emotion curve, touchpoints, hottest pain points.

Its data and its alt text stand here; who draws imports `charts.journey_map.picture`, which
brings Matplotlib along.
"""

from charts.journey_map.alt_text import journey_map_alt_text
from charts.journey_map.data import JourneyMap, Note, Pain, Stage, Touchpoint
from charts.journey_map.layers import LAYERS, PRESETS
from charts.journey_map.parts import changes, parts

__all__ = [
    "LAYERS",
    "PRESETS",
    "JourneyMap",
    "Note",
    "Pain",
    "Stage",
    "Touchpoint",
    "changes",
    "journey_map_alt_text",
    "parts",
]
