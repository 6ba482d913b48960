"""The journey map: stages as columns, emotion curve, touchpoints, hottest pain points.

Its data and its alt text stand here; who draws imports `charts.journey_map.picture`, which
brings Matplotlib along.
"""

from charts.journey_map.alt_text import journey_map_alt_text
from charts.journey_map.data import JourneyMap, Pain, Stage, Touchpoint

__all__ = ["JourneyMap", "Pain", "Stage", "Touchpoint", "journey_map_alt_text"]
