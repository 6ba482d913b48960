"""Where every band of a curve goes: its stages, its plot, and the words under each point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from charts.curves.data import Point, Span
from charts.geometry import Box
from charts.journey_map.curve import emotion_level
from charts.lettering import text_width
from charts.option_label import OptionLabel, set_label
from charts.page import INNER, MARGIN
from charts.rows import even_rows
from charts.script import drawable
from charts.theme import GAP, PAGE_LABEL, PAGE_NOTE
from charts.wrapping import Block, set_fitting, set_text

GUTTER = 50.0
PLOT_HEIGHT = 250.0
PAD = 10.0
NARROWEST_SLOT = 46.0
NARROWEST_SPAN = 96.0
NAME_LINES = 3
"""A span grows until its name needs no more lines, or half the page."""

BAND_GAP = 30.0
COLUMN_GAP = 6.0
LINES = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the plot; heights are None where nothing is known, `spread` is low and high."""

    point: Point
    x: float
    solid: float | None
    dashed: float | None
    spread: tuple[float, float] | None
    labels: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A stage's part of a band: its name above, its points' names below."""

    span: Span
    box: Box
    head: Box
    name: Block
    words: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Band:
    plot: Box
    columns: tuple[Column, ...]
    marks: tuple[Mark, ...]
    bottom: float

    @property
    def solid(self) -> list[tuple[float, float | None]]:
        return self._with_gaps([(mark.x, mark.solid) for mark in self.marks])

    @property
    def dashed(self) -> list[tuple[float, float | None]]:
        return self._with_gaps([(mark.x, mark.dashed) for mark in self.marks])

    def _with_gaps(
        self, points: list[tuple[float, float | None]]
    ) -> list[tuple[float, float | None]]:
        """In a stage without points nothing is known either, so the lines break there."""
        gaps = [(c.box.centre[0], None) for c in self.columns if not c.span.points]
        return sorted([*points, *gaps], key=lambda point: point[0])


def lay_bands(spans: Sequence[Span], y: float) -> tuple[Band, ...]:
    slot = _slot(spans)
    width = INNER - GUTTER
    parts = [part for span in spans for part in _parts(span, int(width // slot))]
    widths = [_least_width(part, slot, width) for part in parts]
    bands: list[Band] = []
    for row in even_rows(widths, width):
        band = _lay_band([parts[i] for i in row], [widths[i] for i in row], y)
        bands.append(band)
        y = band.bottom + BAND_GAP
    return tuple(bands)


def _slot(spans: Sequence[Span]) -> float:
    """As much room as the widest label under any point needs."""
    labels = (words for span in spans for point in span.points for words in point.labels)
    widest = max(
        (text_width(drawable(words, "semibold"), PAGE_LABEL.size, "semibold") for words in labels),
        default=0.0,
    )
    return min(INNER - GUTTER, max(NARROWEST_SLOT, widest + 8))


def _parts(span: Span, most: int) -> Iterator[Span]:
    """The span, in several parts if it has more points than fit beside each other."""
    pieces = -(-len(span.points) // most)
    if pieces < 2:  # noqa: PLR2004
        yield span
        return
    each = -(-len(span.points) // pieces)
    for part in range(pieces):
        points = span.points[part * each : (part + 1) * each]
        yield Span(f"{span.name} ({part + 1} of {pieces})", points)


def _least_width(span: Span, slot: float, most: float) -> float:
    width = max(NARROWEST_SPAN, slot * len(span.points))
    while width < most / 2:
        lines = set_text(span.name, PAGE_LABEL, 0, 0, width - COLUMN_GAP - 2 * PAD).lines
        if len(lines) <= NAME_LINES:
            break
        width = min(most / 2, width + slot)
    return width


def _lay_band(spans: Sequence[Span], widths: Sequence[float], y: float) -> Band:
    stretch = (INNER - GUTTER + COLUMN_GAP) / sum(widths)
    left = MARGIN + GUTTER
    columns = []
    for span, width in zip(spans, widths, strict=True):
        box = Box(left, y, width * stretch - COLUMN_GAP, 0)
        name = span.name or "Unnamed stage"
        block = set_text(name, PAGE_LABEL, box.x + PAD, y + GAP, box.w - 2 * PAD, LINES)
        columns.append(Column(span, box, box, block, ()))
        left += width * stretch
    head = max(column.name.box.h for column in columns) + 2 * GAP
    plot = Box(MARGIN + GUTTER, y + head + 4, INNER - GUTTER, PLOT_HEIGHT)
    marks = tuple(mark for column in columns for mark in _marks(column, plot))
    under = max((b.box.bottom for mark in marks for b in mark.labels), default=plot.bottom)
    settled = [_settled(column, head, under + GAP) for column in columns]
    bottom = max((block.box.bottom for c in settled for block in c.words), default=under) + GAP
    full = tuple(replace(c, box=replace(c.box, h=bottom - y)) for c in settled)
    return Band(plot, full, marks, bottom)


def _settled(column: Column, head: float, y: float) -> Column:
    """The name in the middle of its head, and the names of the points from `y` downward."""
    name = column.name
    middle = replace(name.box, y=column.box.y + (head - name.box.h) / 2)
    words = []
    for point in column.span.points:
        label = OptionLabel(point.number, point.name.strip() or "Unnamed")
        width = column.box.w - 2 * PAD
        words.append(set_label(label, PAGE_NOTE, column.box.x + PAD, y, width, LINES))
        y = words[-1].box.bottom + 5
    return replace(
        column,
        head=replace(column.box, h=head),
        name=replace(name, box=middle),
        words=tuple(words),
    )


def _marks(column: Column, plot: Box) -> Iterator[Mark]:
    step = column.box.w / max(1, len(column.span.points))
    for index, point in enumerate(column.span.points):
        x = column.box.x + (index + 0.5) * step
        labels: list[Block] = []
        y = plot.bottom + 4
        for words in point.labels:
            type_ = PAGE_NOTE if labels else PAGE_LABEL
            labels.append(set_fitting(words, type_, x - step / 2, y, step))
            y = labels[-1].box.bottom
        yield Mark(
            point, x, _level(plot, point.solid), _level(plot, point.dashed),
            _spread(plot, point), tuple(labels),
        )  # fmt: skip


def _level(plot: Box, emotion: float | None) -> float | None:
    return None if emotion is None else emotion_level(plot, emotion)


def _spread(plot: Box, point: Point) -> tuple[float, float] | None:
    if point.solid is None or point.spread is None:
        return None
    return (
        emotion_level(plot, point.solid - point.spread),
        emotion_level(plot, point.solid + point.spread),
    )
