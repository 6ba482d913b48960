"""Where every box of the journey map goes: pure numbers, no drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts.geometry import Box
from charts.journey_map.columns import Frame, columns_of, frame_of, rows_of_stages
from charts.journey_map.data import JourneyMap, Stage
from charts.journey_map.header import Header, lay_header
from charts.journey_map.lanes import lanes_of, lay_lane
from charts.journey_map.row import Row
from charts.journey_map.stage_column import lay_head, name_width, settle_head
from charts.lettering import text_width
from charts.script import drawable
from charts.theme import GAP, STAGE, Type
from charts.wrapping import set_text

ROW_GAP = 34.0
STAGE_SIZES = (25.0, 23.0, 21.0, 19.0, 17.5)
PHONE_SIZES = (*STAGE_SIZES, 16.0, 14.5, 13.0)


@dataclass(frozen=True, slots=True)
class MapLayout:
    width: float
    height: float
    header: Header
    rows: tuple[Row, ...]
    empty: Box | None


def lay_map(data: JourneyMap) -> MapLayout:
    """The whole picture, as wide as its paper and as high as it needs to be."""
    frame = frame_of(data.view)
    margin = frame.margin
    header = lay_header(data, Box(margin, margin - 4, frame.inner, 0))
    y = header.bottom + 2.5 * GAP
    if not data.columns:
        empty = Box(margin, y, frame.inner, 220)
        return MapLayout(frame.width, empty.bottom + margin, header, (), empty)
    type_ = _stage_type(data, frame)
    rows: list[Row] = []
    for stages in rows_of_stages(data.columns, frame):
        row = _lay_row(data, stages, y, type_, frame)
        rows.append(row)
        y = row.bottom + ROW_GAP
    return MapLayout(frame.width, rows[-1].bottom + margin, header, tuple(rows), None)


def _stage_type(data: JourneyMap, frame: Frame) -> Type:
    """One size for all stage names: the largest at which each fits two lines, words unbroken."""
    widths = [
        (stage, name_width(box))
        for stages in rows_of_stages(data.columns, frame)
        for stage, box in zip(stages, columns_of(stages, 0, frame), strict=True)
    ]
    sizes = PHONE_SIZES if frame.phone else STAGE_SIZES
    for size in sizes:
        type_ = replace(STAGE, size=size)
        if all(_fits(stage.name, type_, width) for stage, width in widths):
            return type_
    return replace(STAGE, size=sizes[-1])


def _fits(name: str, type_: Type, width: float) -> bool:
    plain = drawable(name, type_.weight)
    # Before letters become small a name may rather go on after its hyphen.
    words = (plain.replace("-", "- ") if type_.size < STAGE_SIZES[-1] else plain).split()
    widest = max((text_width(word, type_.size, type_.weight) for word in words), default=0.0)
    return widest < width - 2 and len(set_text(name, type_, 0, 0, width).lines) <= 2  # noqa: PLR2004


def _lay_row(data: JourneyMap, stages: Sequence[Stage], y: float, type_: Type, frame: Frame) -> Row:
    boxes = columns_of(stages, y, frame)
    heads = [lay_head(stage, box, type_) for stage, box in zip(stages, boxes, strict=True)]
    arrow_height = max(head.name.box.h for head in heads) + 2 * GAP + 4
    columns = tuple(settle_head(head, arrow_height) for head in heads)
    row = Row(columns, y + arrow_height)
    for layer in lanes_of(data):
        row = lay_lane(data, row, layer, frame)
    bottom = row.bottom + 1.25 * GAP
    settled = tuple(replace(c, column=replace(c.column, h=bottom - y)) for c in row.stages)
    return replace(row, stages=settled, bottom=bottom)
