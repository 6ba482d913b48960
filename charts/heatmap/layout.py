"""Where everything of the heatmap goes: stages down, columns across, in bands of a few columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts.flow.lanes import channel_words
from charts.geometry import Box
from charts.heatmap.data import NOBODY, Cell, Heatmap
from charts.lettering import text_width
from charts.numerals import counted, heat_words
from charts.page import INNER, MARGIN, Heading, lay_heading
from charts.rows import even_rows
from charts.script import drawable
from charts.theme import GAP, PAGE_FIGURE, PAGE_LABEL, PAGE_NOTE
from charts.wrapping import KERNING_SLACK, Block, set_fitting, set_text

LONGEST_NAME = 132.0
"""Room for the stages' names; longer ones are broken."""

NARROWEST, WIDEST = 96.0, 170.0
CELL_GAP = 5.0
CELL_PAD = 8.0
CELL_HEIGHT = 72.0
ICON = 26.0
BAND_GAP = 26.0
LINES = 12
KINDS = {"channel": "Heat by stage and channel", "department": "Heat by stage and department"}
EMPTY = "No touchpoints yet: /touchpoint adds the first."
NOTE = (
    "Heat: open pain points by severity, the latest sightings counting most. "
    "n: sightings, whatever became of them. \u2013: no touchpoint."
)


@dataclass(frozen=True, slots=True)
class Field:
    """One cell; `cell` is None where there is no touchpoint, `share` is of the hottest (0..1)."""

    cell: Cell | None
    box: Box
    figure: Block
    detail: Block
    share: float


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """`icon` is where the channel's sign goes, None for a department."""

    column: str
    icon: Box | None
    name: Block


@dataclass(frozen=True, slots=True)
class Band:
    """All stages with some of the columns."""

    heads: tuple[ColumnHead, ...]
    names: tuple[Block, ...]
    fields: tuple[Field, ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class HeatmapLayout:
    height: float
    heading: Heading
    facts: Block
    key: Box | None
    key_words: tuple[Block, ...]
    bands: tuple[Band, ...]
    note: Block


def lay_heatmap(data: Heatmap) -> HeatmapLayout:
    """The whole picture, as high as it needs to be."""
    title = data.title or "Untitled journey"
    heading = lay_heading(KINDS[data.across], title, data.subtitle, data.as_of)
    y = heading.bottom + 2 * GAP
    facts = set_text(_facts(data), PAGE_LABEL, MARGIN, y, INNER, 4)
    y = facts.box.bottom + GAP
    key, key_words = _key(data, y)
    y = key.bottom + 2 * GAP if key else y + GAP
    bands: list[Band] = []
    room = _room_of_names(data)
    for row in _rows(data, room):
        bands.append(_lay_band(data, [data.columns[i] for i in row], y, room))
        y = bands[-1].bottom + BAND_GAP
    y = bands[-1].bottom + 1.5 * GAP if bands else y
    note = set_text(NOTE if bands else "", PAGE_NOTE, MARGIN, y, INNER, 4)
    bottom = note.box.bottom if bands else y
    return HeatmapLayout(bottom + MARGIN - 8, heading, facts, key, key_words, tuple(bands), note)


def _facts(data: Heatmap) -> str:
    filled = sum(cell.touchpoints > 0 for cell in data.cells)
    if not filled:
        return EMPTY
    facts = []
    if data.hottest:
        hottest = data.hottest[0]
        name = _name(data.rows[hottest.row])
        facts.append(f"Hottest: {name} \u00d7 {head_words(data, hottest.column)}")
    if data.unseen:
        facts.append(f"{counted(data.unseen, 'cell')} nobody reported from")
    return " \u00b7 ".join(facts)


def head_words(data: Heatmap, column: str) -> str:
    if column == NOBODY:
        return f"No {data.across} given"
    return channel_words(column) if data.across == "channel" else column


def _key(data: Heatmap, y: float) -> tuple[Box | None, tuple[Block, ...]]:
    """A scale from cold to hot, with both ends in numbers."""
    if not data.hottest:
        return None, ()
    most = f"heat {heat_words(data.hottest[0].heat)}"
    low = set_text("heat 0", PAGE_NOTE, MARGIN, y, 54, 1)
    key = Box(low.box.right + 6, y + 3, 150, 16)
    high = set_text(most, PAGE_NOTE, key.right + 10, y, 200, 1)
    return key, (low, high)


def _room_of_names(data: Heatmap) -> float:
    """As wide as the stages' names, or less where a column's longest word needs the room.

    A name is then broken between its words or at a hyphen, not inside of one.
    """
    names = [_name(row) for row in data.rows]
    whole = min(LONGEST_NAME, max(map(_width, names), default=0.0))
    parts = [part for name in names for part in name.replace("-", "- ").split()]
    least = min(whole, max(map(_width, parts), default=0.0))
    words = [word for column in data.columns for word in head_words(data, column).split()]
    column = max(map(_width, words), default=0.0) + CELL_GAP
    across = max(map(len, _rows(data, whole + GAP)), default=0)
    left = INNER + CELL_GAP - across * column - GAP
    return max(least, min(whole, left)) + GAP


def _rows(data: Heatmap, room: float) -> list[range]:
    return even_rows([NARROWEST] * len(data.columns), INNER + CELL_GAP - room)


def _width(words: str) -> float:
    plain = drawable(words, PAGE_LABEL.weight)
    slack = KERNING_SLACK * PAGE_LABEL.size + 0.5  # so that no rounding breaks it
    return text_width(plain, PAGE_LABEL.size, PAGE_LABEL.weight) + slack


def _name(stage: str) -> str:
    return stage or "Unnamed stage"


def _lay_band(data: Heatmap, columns: Sequence[str], y: float, room: float) -> Band:
    width = min(WIDEST, (INNER + CELL_GAP - room) / len(columns))
    lefts = [MARGIN + room + index * width for index in range(len(columns))]
    heads = _heads(data, list(zip(columns, lefts, strict=True)), width - CELL_GAP, y)
    y = heads[0].name.box.bottom + GAP
    names, fields = [], []
    for row, stage in enumerate(data.rows):
        name = set_text(_name(stage), PAGE_LABEL, MARGIN, y, room - GAP, LINES)
        height = max(CELL_HEIGHT, name.box.h + 2 * CELL_PAD)
        names.append(replace(name, box=replace(name.box, y=y + (height - name.box.h) / 2)))
        for column, left in zip(columns, lefts, strict=True):
            box = Box(left, y, width - CELL_GAP, height)
            fields.append(_field(data, data.cell(row, column), box))
        y += height + CELL_GAP
    return Band(heads, tuple(names), tuple(fields), y - CELL_GAP)


def _heads(
    data: Heatmap, columns: Sequence[tuple[str, float]], width: float, y: float
) -> tuple[ColumnHead, ...]:
    """The columns' names, standing on one line, with the channels' signs above them."""
    names = [
        set_text(head_words(data, column), PAGE_LABEL, left, y, width, LINES)
        for column, left in columns
    ]
    with_icons = data.across == "channel"
    bottom = y + max(name.box.h for name in names) + (ICON + 4 if with_icons else 0)
    heads = []
    for (column, left), name in zip(columns, names, strict=True):
        box = replace(name.box, y=bottom - name.box.h)
        icon = Box(left + (width - ICON) / 2, box.y - ICON - 4, ICON, ICON) if with_icons else None
        heads.append(ColumnHead(column, icon, replace(name, box=box)))
    return tuple(heads)


def _field(data: Heatmap, cell: Cell | None, box: Box) -> Field:
    """Heat and n, or in words why there are none."""
    figure, detail = "", "\u2013"
    if cell:
        figure = heat_words(cell.heat) if cell.sightings else ""
        detail = f"n {cell.sightings}" if cell.sightings else "no reports"
    inner = box.inset(CELL_PAD)
    height = PAGE_FIGURE.size * PAGE_FIGURE.leading + PAGE_NOTE.size * PAGE_NOTE.leading
    top = box.y + (box.h - height) / 2
    number = set_fitting(figure, PAGE_FIGURE, inner.x, top, inner.w)
    below = number.box.bottom
    if not figure:
        below = box.y + (box.h - PAGE_NOTE.size * PAGE_NOTE.leading) / 2
    words = set_fitting(detail, PAGE_NOTE, inner.x, below, inner.w)
    most = data.hottest[0].heat if data.hottest else 0.0
    share = cell.heat / most if cell and most else 0.0
    return Field(cell, box, number, words, share)
