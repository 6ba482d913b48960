"""Everything people can do: one line for each folder."""

from commands import home, journey, notifications, pain, still_happening, touchpoint
from commands import map as map_
from commands.feature import Feature

FEATURES: tuple[Feature, ...] = (
    pain.FEATURE,
    touchpoint.FEATURE,
    journey.FEATURE,
    map_.FEATURE,
    home.FEATURE,
    notifications.FEATURE,
    still_happening.FEATURE,
)
