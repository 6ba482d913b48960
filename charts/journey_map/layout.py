"""Where every box of the journey map goes: pure numbers, no drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from charts.geometry import Box
from charts.journey_map.cards import CARD_GAP, Card, PainEntry, lay_card, lay_pain
from charts.journey_map.curve import Plot, lay_plot
from charts.journey_map.data import JourneyMap, Stage
from charts.journey_map.header import Header, lay_header
from charts.lettering import text_width
from charts.script import drawable
from charts.theme import GAP, GOAL, LABEL, SMALL, SMALL_STRONG, STAGE, Type
from charts.wrapping import Block, set_text

WIDTH = 1180.0
MARGIN = 30.0
GUTTER = 92.0
COLUMN_GAP = 8.0
COLUMN_PAD = 8.0
MOST_COLUMNS = 5
CARDS_IN_A_COLUMN = 6
NARROWEST_CARD = 180.0
PAINS_IN_A_COLUMN = 3
POINT = 11.0
ROW_GAP = 34.0
STAGE_SIZES = (25.0, 23.0, 21.0, 19.0, 17.5)
EMPTY_HEIGHT = 64.0
LANES = ("Customer\u2019s goal", "Emotion", "Hottest pain points", "Touchpoints")
"""From what matters most downward: a preview shows the upper part best."""


@dataclass(frozen=True, slots=True)
class StageColumn:
    """A stage: its column from top to bottom, the arrow with its name, and what stands below."""

    stage: Stage
    column: Box
    arrow: Box
    name: Block
    funnel: Block | None
    goal: Block
    cards: tuple[Card, ...] = ()
    no_cards: Box | None = None
    pains: tuple[PainEntry, ...] = ()
    note: Block | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Some stages beside each other; a long map has several rows rather than narrow columns."""

    stages: tuple[StageColumn, ...]
    plot: Plot
    lanes: tuple[Block, ...]
    lines: tuple[float, ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class MapLayout:
    width: float
    height: float
    header: Header
    rows: tuple[Row, ...]
    empty: Box | None


def lay_map(data: JourneyMap) -> MapLayout:
    """The whole picture, `WIDTH` layout units wide and as high as it needs to be."""
    header = lay_header(data, Box(MARGIN, MARGIN - 4, WIDTH - 2 * MARGIN, 0))
    y = header.bottom + 2.5 * GAP
    if not data.stages:
        empty = Box(MARGIN, y, WIDTH - 2 * MARGIN, 220)
        return MapLayout(WIDTH, empty.bottom + MARGIN, header, (), empty)
    type_ = _stage_type(data)
    rows: list[Row] = []
    for stages in rows_of_stages(data.stages):
        row = _lay_row(data, stages, y, type_)
        rows.append(row)
        y = row.bottom + ROW_GAP
    return MapLayout(WIDTH, rows[-1].bottom + MARGIN, header, tuple(rows), None)


def span(stage: Stage) -> int:
    """How many columns a stage should have, so that its cards do not become a tower."""
    return min(MOST_COLUMNS, max(1, -(-len(stage.touchpoints) // CARDS_IN_A_COLUMN)))


def rows_of_stages(stages: Sequence[Stage]) -> list[tuple[Stage, ...]]:
    """Stages in order, split into as few rows as hold them, rows about equally full."""
    spans = [span(stage) for stage in stages]
    limit = MOST_COLUMNS
    fewest = len(_fill(spans, limit))
    while limit > max(spans) and len(_fill(spans, limit - 1)) == fewest:
        limit -= 1
    bounds = [0, *_fill(spans, limit)]
    return [tuple(stages[a:b]) for a, b in pairwise(bounds)]


def _fill(spans: Sequence[int], limit: int) -> list[int]:
    """Ends of the rows when each row takes stages until `limit` columns are full."""
    ends, used = [], 0
    for index, columns in enumerate(spans):
        if used and used + columns > limit:
            ends.append(index)
            used = 0
        used += columns
    return [*ends, len(spans)]


def _stage_type(data: JourneyMap) -> Type:
    """One size for all stage names: the largest at which each fits two lines, words unbroken."""
    widths = [
        (stage, _name_width(box))
        for stages in rows_of_stages(data.stages)
        for stage, box in zip(stages, _columns(stages, 0), strict=True)
    ]
    for size in STAGE_SIZES:
        type_ = replace(STAGE, size=size)
        if all(_fits(stage.name, type_, width) for stage, width in widths):
            return type_
    return replace(STAGE, size=STAGE_SIZES[-1])


def _fits(name: str, type_: Type, width: float) -> bool:
    words = drawable(name, type_.weight).split()
    widest = max((text_width(word, type_.size, type_.weight) for word in words), default=0.0)
    return widest < width - 2 and len(set_text(name, type_, 0, 0, width).lines) <= 2  # noqa: PLR2004


def _columns(stages: Sequence[Stage], y: float) -> list[Box]:
    """The columns of a row, their widths in the ratio of their spans."""
    left = MARGIN + GUTTER
    each = (WIDTH - MARGIN - left + COLUMN_GAP) / sum(span(stage) for stage in stages)
    boxes = []
    for stage in stages:
        width = each * span(stage)
        boxes.append(Box(left, y, width - COLUMN_GAP, 0))
        left += width
    return boxes


def _lay_row(data: JourneyMap, stages: Sequence[Stage], y: float, type_: Type) -> Row:
    heads = [_head(s, box, type_) for s, box in zip(stages, _columns(stages, y), strict=True)]
    arrow_height = max(head.name.box.h for head in heads) + 2 * GAP + 4
    heads = [_settle_head(head, arrow_height) for head in heads]
    goal_y = y + arrow_height + 1.25 * GAP
    curve_y = max(head.goal.box.bottom for head in heads) + 1.5 * GAP
    plot = lay_plot([(head.stage, head.column) for head in heads], curve_y, MARGIN + GUTTER)
    pains_y = plot.bottom + 1.75 * GAP
    columns = [_with_pains(data, head, pains_y) for head in heads]
    cards_y = max(_pains_bottom(column, pains_y) for column in columns) + 2 * GAP
    columns = [_with_cards(data, column, cards_y) for column in columns]
    bottom = max(_cards_bottom(column, cards_y) for column in columns) + 1.25 * GAP
    settled = tuple(replace(c, column=replace(c.column, h=bottom - y)) for c in columns)
    tops = (goal_y, curve_y, pains_y, cards_y)
    lanes = tuple(
        set_text(words, LABEL, MARGIN, top, GUTTER - GAP, 3)
        for words, top in zip(LANES, tops, strict=True)
    )
    lines = tuple(top - 0.75 * GAP for top in tops[1:])
    return Row(settled, plot, lanes, lines, bottom)


def _name_width(column: Box) -> float:
    """The room between the arrow's notch and the beginning of its point."""
    return column.w - 2 * POINT - 6


def _head(stage: Stage, column: Box, type_: Type) -> StageColumn:
    x, width = column.x + POINT + 8, _name_width(column)
    name = set_text(stage.name or "Unnamed stage", type_, x, column.y, width, 5)
    nothing = Block((), GOAL, column)
    return StageColumn(stage, column, column, name, None, nothing)


def _settle_head(head: StageColumn, height: float) -> StageColumn:
    """The name in the middle of the arrow, funnel place and goal under it."""
    column = head.column
    box = head.name.box
    name = replace(head.name, box=replace(box, y=column.y + (height - box.h) / 2))
    x, width = column.x + COLUMN_PAD + 2, column.w - 2 * COLUMN_PAD - 4
    y = column.y + height + 1.25 * GAP
    goal = set_text(head.stage.goal or "No goal written yet", GOAL, x, y, width, 6)
    funnel = None
    if head.stage.funnel:
        funnel = set_text(f"Funnel: {head.stage.funnel}", SMALL, x, y, width, 2)
        goal = set_text(head.stage.goal or "No goal written yet", GOAL, x, funnel.box.bottom + 2, width, 6)
    return replace(head, arrow=replace(column, h=height), name=name, funnel=funnel, goal=goal)


def _grid(column: Box) -> tuple[int, float]:
    """How many cards stand beside each other in a column, and how wide each is."""
    inner = column.w - 2 * COLUMN_PAD
    across = max(1, int((inner + CARD_GAP) // (NARROWEST_CARD + CARD_GAP)))
    return across, (inner - (across - 1) * CARD_GAP) / across


def _with_cards(data: JourneyMap, head: StageColumn, y: float) -> StageColumn:
    if not head.stage.touchpoints:
        box = Box(head.column.x + COLUMN_PAD, y, head.column.w - 2 * COLUMN_PAD, EMPTY_HEIGHT)
        return replace(head, no_cards=box)
    hottest = max((point.heat for point in data.touchpoints), default=0.0)
    across, width = _grid(head.column)
    across = min(across, len(head.stage.touchpoints))
    cards: list[Card] = []
    for first in range(0, len(head.stage.touchpoints), across):
        line = [
            lay_card(point, head.column.x + COLUMN_PAD + i * (width + CARD_GAP), y, width, hottest)
            for i, point in enumerate(head.stage.touchpoints[first : first + across])
        ]
        height = max(card.box.h for card in line)
        cards += [replace(card, box=replace(card.box, h=height)) for card in line]
        y += height + CARD_GAP
    return replace(head, cards=tuple(cards))


def _cards_bottom(column: StageColumn, top: float) -> float:
    empty = [column.no_cards.bottom] if column.no_cards else []
    return max([card.box.bottom for card in column.cards] + empty, default=top)


def _with_pains(data: JourneyMap, column: StageColumn, y: float) -> StageColumn:
    pains = column.stage.pains
    left, inner = column.column.x + COLUMN_PAD + 2, column.column.w - 2 * COLUMN_PAD - 4
    if not pains:
        return replace(column, note=set_text("No pain point reported yet", SMALL, left, y, inner, 3))
    across, _ = _grid(column.column)
    gap = 2 * GAP
    width = (inner - (across - 1) * gap) / across
    shown = pains[: PAINS_IN_A_COLUMN * across]
    hottest = data.pains[0].heat
    where = {p.number: point.number for point in column.stage.touchpoints for p in point.pains}
    entries: list[PainEntry] = []
    for first in range(0, len(shown), across):
        line = [
            lay_pain(pain, where[pain.number], left + i * (width + gap), y, width, hottest)
            for i, pain in enumerate(shown[first : first + across])
        ]
        entries += line
        y = max(entry.box.bottom for entry in line) + 1.5 * GAP
    more = len(pains) - len(shown)
    note = set_text(f"and {more} cooler", SMALL_STRONG, left, y, inner, 1) if more else None
    return replace(column, pains=tuple(entries), note=note)


def _pains_bottom(column: StageColumn, top: float) -> float:
    notes = [column.note.box.bottom] if column.note else []
    return max([entry.box.bottom for entry in column.pains] + notes, default=top)
