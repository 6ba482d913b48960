"""Which stages stand beside each other, and how wide each one's column is."""

from collections.abc import Sequence
from itertools import pairwise

from charts.geometry import Box
from charts.journey_map.data import Stage

WIDTH = 1180.0
MARGIN = 30.0
GUTTER = 92.0
COLUMN_GAP = 8.0
MOST_COLUMNS = 5
CARDS_IN_A_COLUMN = 6


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


def columns_of(stages: Sequence[Stage], y: float) -> list[Box]:
    """The columns of a row, their widths in the ratio of their spans."""
    left = MARGIN + GUTTER
    each = (WIDTH - MARGIN - left + COLUMN_GAP) / sum(span(stage) for stage in stages)
    boxes = []
    for stage in stages:
        width = each * span(stage)
        boxes.append(Box(left, y, width - COLUMN_GAP, 0))
        left += width
    return boxes
