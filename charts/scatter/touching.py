"""Lines, discs and boxes: what touches what."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np
import numpy.typing as npt

from charts.geometry import Box

Pair = tuple[float, float]
Segment = tuple[Pair, Pair]


TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Disc:
    x: float
    y: float
    radius: float

    def touches(self, box: Box, air: float = 0.0) -> bool:
        """Whether the box comes closer to the disc's rim than `air`."""
        nearest = nearest_point(box, (self.x, self.y))
        return hypot(nearest[0] - self.x, nearest[1] - self.y) < self.radius + air


def nearest_point(box: Box, point: Pair) -> Pair:
    return min(max(point[0], box.x), box.right), min(max(point[1], box.y), box.bottom)


def touched(boxes: Sequence[Box], discs: Sequence[Disc], air: float) -> list[bool]:
    """For each box whether any disc `touches` it, all at once because there are thousands."""
    if not boxes or not discs:
        return [False] * len(boxes)
    return [bool(hit) for hit in np.any(_apart(boxes, discs) < air, axis=1)]


def nearer(boxes: Sequence[Box], own: Disc, others: Sequence[Disc]) -> list[int]:
    """For each box how many other discs are nearer to it than its own."""
    if not boxes or not others:
        return [0] * len(boxes)
    away = _apart(boxes, [own, *others])
    return [int(count) for count in np.sum(away[:, 1:] < away[:, :1], axis=1)]


def passed(lines: Sequence[Segment | None], discs: Sequence[Disc]) -> list[int]:
    """For each line how many discs it runs through; none where there is no line."""
    if not lines or not discs:
        return [0] * len(lines)
    x, y, radius = _columns(discs)
    nowhere = ((np.nan, np.nan), (np.nan, np.nan))
    ends = np.array([line or nowhere for line in lines])
    x0, y0, x1, y1 = (ends[:, row, [column]] for row in (0, 1) for column in (0, 1))
    dx, dy = x1 - x0, y1 - y0
    length = np.maximum(dx * dx + dy * dy, TINY)
    at = np.clip(((x - x0) * dx + (y - y0) * dy) / length, 0.0, 1.0)
    away = np.hypot(x0 + at * dx - x, y0 + at * dy - y)
    found: list[int] = (away < radius).sum(axis=1).tolist()
    return found


def _apart(boxes: Sequence[Box], discs: Sequence[Disc]) -> npt.NDArray[np.float64]:
    """How far each box (row) is from each disc's rim (column); less than nothing when inside."""
    x, y, radius = _columns(discs)
    edges = np.array([(box.x, box.right, box.y, box.bottom) for box in boxes])
    left, right, top, bottom = (edges[:, [column]] for column in range(4))
    away: npt.NDArray[np.float64] = np.hypot(
        np.clip(x, left, right) - x, np.clip(y, top, bottom) - y
    )
    return away - radius


def _columns(discs: Sequence[Disc]) -> tuple[npt.NDArray[np.float64], ...]:
    values = np.array([(disc.x, disc.y, disc.radius) for disc in discs])
    return values[:, 0], values[:, 1], values[:, 2]


def cross(one: Segment, other: Segment) -> bool:
    """Whether two lines cross."""

    def side(line: Segment, point: Pair) -> float:
        (x0, y0), (x1, y1) = line
        return (x1 - x0) * (point[1] - y0) - (y1 - y0) * (point[0] - x0)

    a, b = side(one, other[0]), side(one, other[1])
    c, d = side(other, one[0]), side(other, one[1])
    return a * b < 0 and c * d < 0


def crosses_box(line: Segment, box: Box) -> bool:
    """Whether any of the line is inside the box (Liang and Barsky's clipping)."""
    (x0, y0), (x1, y1) = line
    start, end = 0.0, 1.0
    for delta, low, high in (
        (x1 - x0, box.x - x0, box.right - x0),
        (y1 - y0, box.y - y0, box.bottom - y0),
    ):
        if delta == 0:
            if low > 0 or high < 0:
                return False
            continue
        first, last = sorted((low / delta, high / delta))
        start, end = max(start, first), min(end, last)
    return start < end
