"""Puts one lane after the other under a row's stages."""

from dataclasses import replace

from charts.journey_map.columns import GUTTER, MARGIN
from charts.journey_map.curve import lay_plot
from charts.journey_map.data import JourneyMap
from charts.journey_map.layers import EMOTIONS, GOALS, LANES, PAINS, TOUCHPOINTS
from charts.journey_map.notes import with_notes
from charts.journey_map.row import Row
from charts.journey_map.stage_column import (
    StageColumn,
    cards_bottom,
    pains_bottom,
    with_cards,
    with_goal,
    with_pains,
)
from charts.theme import GAP, LABEL
from charts.wrapping import set_text

LABEL_WIDTH = GUTTER - 2.0
FIRST, BETWEEN = 1.25 * GAP, 1.75 * GAP


def lay_lane(data: JourneyMap, row: Row, layer: str) -> Row:
    """The row with another lane at its bottom."""
    top = row.bottom + (BETWEEN if row.lanes else FIRST)
    label = set_text(LANES[layer], LABEL, MARGIN, top, LABEL_WIDTH, 4)
    lines = (*row.lines, top - 0.75 * GAP) if row.lanes else row.lines
    row = replace(row, lanes=(*row.lanes, label), lines=lines)
    if layer == EMOTIONS:
        stages = [(column.stage, column.column) for column in row.stages]
        plot = lay_plot(stages, top, MARGIN + GUTTER)
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
