"""Everything people can do: one line for each folder."""

from commands import map as map_
from commands import pain
from commands.feature import Feature

FEATURES: tuple[Feature, ...] = (pain.FEATURE, map_.FEATURE)
