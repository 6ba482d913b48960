"""Everything people can do: one line for each folder."""

from commands import pain
from commands.feature import Feature

FEATURES: tuple[Feature, ...] = (pain.FEATURE,)
