"""The priority matrix in words, for those who can't see the picture."""

from charts.numerals import counted, heat_words, plain
from charts.priority_matrix.data import MIDPOINT, Point, PriorityMatrix, Quadrant
from charts.sentences import grouped, named, sentences

MOST_CHARACTERS = 1000
LONGEST_LABEL = 60


def priority_matrix_alt_text(data: PriorityMatrix) -> str:
    """What the picture shows, in numbers: at most `MOST_CHARACTERS`, whole sentences only."""
    title = named(data.title) or "Untitled list"
    count = counted(len(data.points), "opportunity", "opportunities")
    opening = f"Value against effort, \u201c{title}\u201d: {count}."
    if not data.points:
        return sentences([opening], MOST_CHARACTERS)
    lines = f"Both are means of scores from 1 to 5; high is above {plain(MIDPOINT)}."
    apart = sum(point.discuss for point in data.points)
    discuss = f"Scores lie far apart for {apart}, marked \u201cdiscuss\u201d." if apart else ""
    groups = [(quadrant, [_point(point) for point in data.at(quadrant)]) for quadrant in Quadrant]
    return grouped([opening, lines, discuss], groups, MOST_CHARACTERS)


def _point(point: Point) -> str:
    name = named(point.label, LONGEST_LABEL) or "Unnamed opportunity"
    discuss = ", discuss" if point.discuss else ""
    numbers = f"value {plain(point.value)}, effort {plain(point.effort)}"
    return f"{name} ({numbers}, heat {heat_words(point.heat)}{discuss})"
