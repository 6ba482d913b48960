"""The heatmap in words, for those who can't see it."""

from charts.heatmap.data import Cell, Heatmap
from charts.numerals import counted, heat_words
from charts.sentences import grouped, named

MOST_CHARACTERS = 1000


def heatmap_alt_text(data: Heatmap) -> str:
    """What the picture shows, in numbers: at most `MOST_CHARACTERS`, whole sentences only."""
    title = named(data.title) or "Untitled journey"
    kind = f"Heat by stage and {data.across} of \u201c{title}\u201d"
    filled = [cell for cell in data.cells if cell.touchpoints]
    if not filled:
        return f"{kind}, still without touchpoints."
    places = len(data.rows) * len(data.columns)
    empty = f"{counted(places - len(filled), 'cell')} of {places} without a touchpoint"
    opening = [
        f"{kind}: {counted(len(data.rows), 'stage')} by {counted(len(data.columns), data.across)}.",
        f"{empty}, {data.unseen} with touchpoints nobody reported from.",
        "" if data.hottest else "No open pain point gives off heat.",
        f"As of {data.as_of}." if data.as_of else "",
    ]
    cells = [_cell(data, cell) for cell in data.hottest]
    return grouped(opening, [("Hottest first", cells)], MOST_CHARACTERS)


def column_words(data: Heatmap, column: str) -> str:
    """What a column is called."""
    return named(column) or f"no {data.across} given"


def _cell(data: Heatmap, cell: Cell) -> str:
    stage = named(data.rows[cell.row]) or "Unnamed stage"
    return (
        f"{stage} \u00d7 {column_words(data, cell.column)} heat {heat_words(cell.heat)} "
        f"({counted(cell.sightings, 'sighting')})"
    )
