"""Where everything of the comparison goes: numbers, both curves, and what is different."""

from dataclasses import dataclass

from charts.comparison.changes import Section, lay_changes
from charts.comparison.data import Comparison, Moment
from charts.comparison.figures import Tile, lay_figures
from charts.curves import signs
from charts.curves.data import Point, Span
from charts.curves.layout import Band, lay_bands
from charts.legend import Legend, Sign, lay_legend
from charts.numerals import signed
from charts.page import INNER, MARGIN, Heading, lay_heading
from charts.theme import GAP, PAGE_BODY
from charts.wrapping import Block, set_text

SAME = "Nothing came, went or changed between the two."


@dataclass(frozen=True, slots=True)
class ComparisonLayout:
    height: float
    heading: Heading
    tiles: tuple[Tile, ...]
    legend: Legend
    bands: tuple[Band, ...]
    note: Block
    sections: tuple[Section, ...]


def lay_comparison(data: Comparison) -> ComparisonLayout:
    """The whole picture, as high as it needs to be."""
    title = data.title or "Untitled journey"
    heading = lay_heading("Before and after", title, _when(data))
    y = heading.bottom + 2 * GAP
    tiles = lay_figures(data.figures, y)
    y = tiles[-1].box.bottom + 2 * GAP if tiles else y
    felt = any(moment.before is not None or moment.after is not None for moment in data.moments)
    legend = lay_legend(_signs(data) if felt else (), y)
    y = legend.bottom + 1.5 * GAP if felt else y
    spans = [Span(stage.name, tuple(map(_point, stage.moments))) for stage in data.stages]
    bands = lay_bands(spans if felt else [], y)
    y = bands[-1].bottom + 2.5 * GAP if bands else y
    note = set_text(SAME if data.same else "", PAGE_BODY, MARGIN, y, INNER, 2)
    sections = lay_changes(data, y)
    bottom = sections[-1].bottom if sections else note.box.bottom
    return ComparisonLayout(bottom + MARGIN - 4, heading, tiles, legend, bands, note, sections)


def _when(data: Comparison) -> str:
    when = f"{data.before} \u2192 {data.after}"
    return f"{when} \u00b7 {data.subtitle}" if data.subtitle else when


def _point(moment: Moment) -> Point:
    change = "\u2013"
    if moment.before is not None and moment.after is not None:
        change = signed(moment.after - moment.before)
    elif moment.after is not None:
        change = "new"
    elif moment.before is not None:
        change = "gone"
    return Point(moment.number, moment.name, moment.after, moment.before, (moment.number, change))


def _signs(data: Comparison) -> list[Sign]:
    return [
        Sign(f"observed {data.after}", signs.LINE, signs.solid_sign),
        Sign(f"observed {data.before}", signs.LINE, signs.dashed_sign),
    ]
