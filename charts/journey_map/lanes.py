"""Puts one lane after the other under a row's stages."""

from dataclasses import replace

from charts.journey_map.columns import Frame
from charts.journey_map.curve import lay_plot
from charts.journey_map.data import JourneyMap
from charts.journey_map.layers import EMOTIONS, GOALS, LANES, PAINS, TOUCHPOINTS
from charts.journey_map.notes import with_notes
from charts.journey_map.row import Row
from charts.journey_map.stage_column import (
    COLUMN_PAD,
    StageColumn,
    cards_bottom,
    pains_bottom,
    with_cards,
    with_goal,
    with_pains,
)
from charts.theme import GAP, LABEL
from charts.wrapping import set_text

FIRST, BETWEEN = 1.25 * GAP, 1.75 * GAP


def lanes_of(data: JourneyMap) -> list[str]:
    """The lanes that show, from the top; before some stages what they share stands in the header.

    An overview has the curve alone.
    """
    if data.view == "overview":
        return [EMOTIONS]
    return [layer for layer in LANES if data.has(layer)]


def lay_lane(data: JourneyMap, row: Row, layer: str, frame: Frame) -> Row:
    """The row with another lane at its bottom, its name beside it or, on a phone, above it."""
    top = row.bottom + (BETWEEN if row.lanes else FIRST)
    wide = frame.inner - 2 * COLUMN_PAD if frame.phone else frame.gutter - 2.0
    left = frame.margin + (COLUMN_PAD if frame.phone else 0.0)
    label = set_text(LANES[layer], LABEL, left, top, wide, 4)
    lines = (*row.lines, top - 0.75 * GAP) if row.lanes else row.lines
    row = replace(row, lanes=(*row.lanes, label), lines=lines)
    top = label.box.bottom + GAP / 2 if frame.phone else top
    if layer == EMOTIONS:
        stages = [(column.stage, column.column) for column in row.stages]
        plot = lay_plot(stages, top, frame, ticks=data.view != "overview")
        return replace(row, plot=plot, bottom=plot.bottom)
    laid = [_lay(data, column, layer, top) for column in row.stages]
    bottom = max(label.box.bottom, *(end for _, end in laid))
    return replace(row, stages=tuple(column for column, _ in laid), bottom=bottom)


def _lay(data: JourneyMap, column: StageColumn, layer: str, y: float) -> tuple[StageColumn, float]:
    match layer:
        case _ if layer == GOALS:
            column = with_goal(column, y)
            return column, column.goal.box.bottom
        case _ if layer == PAINS:
            column = with_pains(data, column, y)
            return column, pains_bottom(column, y)
        case _ if layer == TOUCHPOINTS:
            column = with_cards(data, column, y)
            return column, cards_bottom(column, y)
        case _:
            return with_notes(column, layer, y)
