"""Votes against heat in words, for those who can't see the picture."""

from charts.evidence.data import Evidence, Place, Point
from charts.numerals import counted, heat_words, plain
from charts.sentences import grouped, named

MOST_CHARACTERS = 1000
LONGEST_LABEL = 60
TOLD_FIRST = (Place.FREQUENT, Place.POPULAR, Place.BOTH, Place.NEITHER)
"""Where votes and evidence disagree comes first."""


def evidence_alt_text(data: Evidence) -> str:
    """What the picture shows, in numbers: at most `MOST_CHARACTERS`, whole sentences only."""
    title = named(data.title) or "Untitled vote"
    opening = f"Votes against heat, \u201c{title}\u201d: {counted(len(data.points), 'option')}."
    if data.alike:
        told = [_point(point) for point in data.ranked]
        return grouped([opening, data.alike], [("All options", told)], MOST_CHARACTERS)
    lines = (
        f"Popular is more than an even share of {plain(data.even_share)} dots, "
        f"frequent is hotter than the median heat of {heat_words(data.middle_heat)}."
    )
    groups = [(place, [_point(point) for point in data.at(place)]) for place in TOLD_FIRST]
    return grouped([opening, lines], groups, MOST_CHARACTERS)


def _point(point: Point) -> str:
    name = named(point.label, LONGEST_LABEL) or "Unnamed option"
    return f"{name} ({counted(point.dots, 'dot')}, heat {heat_words(point.heat)})"
