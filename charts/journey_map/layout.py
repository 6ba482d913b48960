"""Where every box of the journey map goes: pure numbers, no drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts.geometry import Box
from charts.journey_map.columns import GUTTER, MARGIN, WIDTH, columns_of, rows_of_stages
from charts.journey_map.curve import Plot, lay_plot
from charts.journey_map.data import JourneyMap, Stage
from charts.journey_map.header import Header, lay_header
from charts.journey_map.stage_column import (
    StageColumn,
    cards_bottom,
    lay_head,
    name_width,
    pains_bottom,
    settle_head,
    with_cards,
    with_pains,
)
from charts.lettering import text_width
from charts.script import drawable
from charts.theme import GAP, LABEL, STAGE, Type
from charts.wrapping import Block, set_text

ROW_GAP = 34.0
STAGE_SIZES = (25.0, 23.0, 21.0, 19.0, 17.5)
LANES = ("Customer\u2019s goal", "Emotion", "Hottest pain points", "Touchpoints")
"""From what matters most downward: a preview shows the upper part best."""


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


def _stage_type(data: JourneyMap) -> Type:
    """One size for all stage names: the largest at which each fits two lines, words unbroken."""
    widths = [
        (stage, name_width(box))
        for stages in rows_of_stages(data.stages)
        for stage, box in zip(stages, columns_of(stages, 0), strict=True)
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


def _lay_row(data: JourneyMap, stages: Sequence[Stage], y: float, type_: Type) -> Row:
    heads = [lay_head(s, box, type_) for s, box in zip(stages, columns_of(stages, y), strict=True)]
    arrow_height = max(head.name.box.h for head in heads) + 2 * GAP + 4
    heads = [settle_head(head, arrow_height) for head in heads]
    goal_y = y + arrow_height + 1.25 * GAP
    labels = [set_text(words, LABEL, MARGIN, 0, GUTTER - GAP, 3) for words in LANES]
    goal_bottom = max(head.goal.box.bottom for head in heads)
    curve_y = max(goal_bottom, goal_y + labels[0].box.h) + 1.5 * GAP
    plot = lay_plot([(head.stage, head.column) for head in heads], curve_y, MARGIN + GUTTER)
    pains_y = plot.bottom + 1.75 * GAP
    columns = [with_pains(data, head, pains_y) for head in heads]
    pains_end = max(pains_bottom(column, pains_y) for column in columns)
    cards_y = max(pains_end, pains_y + labels[2].box.h) + 2 * GAP
    columns = [with_cards(data, column, cards_y) for column in columns]
    bottom = max(cards_bottom(column, cards_y) for column in columns) + 1.25 * GAP
    settled = tuple(replace(c, column=replace(c.column, h=bottom - y)) for c in columns)
    tops = (goal_y, curve_y, pains_y, cards_y)
    lanes = tuple(
        replace(label, box=replace(label.box, y=top))
        for label, top in zip(labels, tops, strict=True)
    )
    lines = tuple(top - 0.75 * GAP for top in tops[1:])
    return Row(settled, plot, lanes, lines, bottom)
