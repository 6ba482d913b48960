"""Which stages stand beside each other, and how wide each one's column is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from charts.geometry import Box
from charts.journey_map.data import Stage, View

COLUMN_GAP = 8.0
CARDS_IN_A_COLUMN = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture's paper in layout units; without a `gutter` lanes are named above themselves.

    With `even` each stage has one of the `columns`, however many touchpoints it has.
    """

    width: float
    margin: float
    gutter: float
    columns: int
    even: bool = False

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def phone(self) -> bool:
        return not self.gutter

    def span(self, stage: Stage) -> int:
        """How many columns a stage should have, so that its cards do not become a tower."""
        if self.even:
            return 1
        return min(self.columns, max(1, -(-len(stage.touchpoints) // CARDS_IN_A_COLUMN)))


POSTER = Frame(width=1180.0, margin=30.0, gutter=92.0, columns=5)
PHONE = Frame(width=600.0, margin=14.0, gutter=0.0, columns=3)
"""Letters of 12 units are 8 pixels high where a phone shows the picture 400 pixels across."""

_FRAMES: dict[View, Frame] = {
    "poster": POSTER,
    "overview": Frame(PHONE.width, PHONE.margin, PHONE.gutter, columns=5, even=True),
    "stages": PHONE,
}


def frame_of(view: View) -> Frame:
    """The paper of one kind of picture."""
    return _FRAMES[view]


def rows_of_stages(stages: Sequence[Stage], frame: Frame = POSTER) -> list[tuple[Stage, ...]]:
    """Stages in order, split into as few rows as hold them, rows about equally full."""
    spans = [frame.span(stage) for stage in stages]
    limit = frame.columns
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


def columns_of(stages: Sequence[Stage], y: float, frame: Frame = POSTER) -> list[Box]:
    """The columns of a row, their widths in the ratio of their spans."""
    left = frame.margin + frame.gutter
    spans = [frame.span(stage) for stage in stages]
    each = (frame.width - frame.margin - left + COLUMN_GAP) / sum(spans)
    boxes = []
    for span in spans:
        width = each * span
        boxes.append(Box(left, y, width - COLUMN_GAP, 0))
        left += width
    return boxes
