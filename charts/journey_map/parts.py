"""Breaks a long map into several pictures by stage, so that none has to shrink.

Needs no drawing library: whoever asks for the pictures decides how many there are.
"""

from charts.journey_map.columns import rows_of_stages
from charts.journey_map.data import JourneyMap

Part = tuple[int, int]


def parts(data: JourneyMap) -> list[Part | None]:
    """The stages of each picture, in order, as `JourneyMap.shown`; a short map is one picture."""
    rows = rows_of_stages(data.stages) if data.stages else []
    if len(rows) < 2:  # noqa: PLR2004
        return [None]
    found: list[Part | None] = []
    first = 0
    for row in rows:
        found.append((first, first + len(row)))
        first += len(row)
    return found


def stages_words(data: JourneyMap) -> str:
    """Which stages of a long map these are."""
    if data.shown is None:
        return ""
    first, after = data.shown
    if after - first == 1:
        return f"stage {after} of {len(data.stages)}"
    return f"stages {first + 1}\u2013{after} of {len(data.stages)}"
