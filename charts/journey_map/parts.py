"""The pictures in which a conversation shows a map: so few stages in each that a phone can show it.

Needs no drawing library: whoever asks for the pictures decides how many there are.
"""

from dataclasses import replace
from typing import Any

from charts.journey_map.columns import PHONE, rows_of_stages
from charts.journey_map.data import JourneyMap
from charts.journey_map.layers import EMOTIONS

Part = tuple[int, int]


def parts(data: JourneyMap) -> list[JourneyMap]:
    """The pictures in order: a short map is one, a longer one first shows the curve as a whole."""
    rows = rows_of_stages(data.stages, PHONE) if data.stages else []
    if len(rows) < 2:  # noqa: PLR2004
        return [replace(data, view="stages")]
    found = [replace(data, view="overview")] if data.has(EMOTIONS) else []
    first = 0
    for row in rows:
        found.append(replace(data, view="stages", shown=(first, first + len(row))))
        first += len(row)
    return found


def changes(part: JourneyMap) -> dict[str, Any]:
    """In what a picture's data differs from that of the other pictures of the same map."""
    return {"view": part.view, "shown": part.shown}


def stages_words(data: JourneyMap) -> str:
    """Which stages of a long map these are."""
    if data.shown is None:
        return ""
    first, after = data.shown
    if after - first == 1:
        return f"stage {after} of {len(data.stages)}"
    return f"stages {first + 1}\u2013{after} of {len(data.stages)}"
