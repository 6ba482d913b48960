"""Everything people can do: one line for each folder."""

from commands import (
    action,
    home,
    journey,
    notifications,
    opportunity,
    pain,
    priorities,
    scoring,
    still_happening,
    touchpoint,
    vote,
)
from commands import map as map_
from commands.feature import Feature

FEATURES: tuple[Feature, ...] = (
    pain.FEATURE,
    touchpoint.FEATURE,
    vote.FEATURE,
    action.FEATURE,
    journey.FEATURE,
    opportunity.FEATURE,
    scoring.FEATURE,
    priorities.FEATURE,
    map_.FEATURE,
    home.FEATURE,
    notifications.FEATURE,
    still_happening.FEATURE,
)
