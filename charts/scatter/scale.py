"""Round numbers for an axis, and room enough on both sides of its dividing line."""

from collections.abc import Sequence
from math import ceil, floor, log10

from charts.scatter.data import Axis

MARGIN = 0.05
"""Of the data's range, kept free at both ends."""

LEAST_SIDE = 0.31
"""Of the axis, on either side of the line: a quadrant's name needs the room."""

INTERVALS = 5
FINEST = 0.01
"""No axis tells numbers apart that are closer than this."""


def measured(
    title: str, values: Sequence[float], line: tuple[float, str] | None, *, whole: bool
) -> Axis:
    """An axis from zero (or a bit below) that holds all values; `line` is divides-at and words."""
    highest = max([*values, 0.0])
    if highest <= 0:
        return Axis(title, -MARGIN, 1.0, (0.0,), None, "")
    at, words = line or (None, "")
    low, high = _domain(max(highest, FINEST), at)
    return Axis(title, low, high, round_ticks(low, high, whole=whole), at, words)


def _domain(highest: float, line: float | None) -> tuple[float, float]:
    low, high = -MARGIN * highest, (1 + MARGIN) * highest
    if line is not None and line - low < LEAST_SIDE * (high - low):
        low = (line - LEAST_SIDE * high) / (1 - LEAST_SIDE)
    elif line is not None and high - line < LEAST_SIDE * (high - low):
        high = (line - LEAST_SIDE * low) / (1 - LEAST_SIDE)
    return low, high


def round_ticks(low: float, high: float, *, whole: bool) -> tuple[float, ...]:
    """Multiples of 1, 2 or 5 times a power of ten from zero up to `high`."""
    rough = max(high / INTERVALS, FINEST)
    power = 10.0 ** floor(log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough * (1 - 1e-9))
    if whole:
        step = max(1.0, ceil(step))
    first = ceil(max(low, 0.0) / step)
    return tuple(index * step for index in range(first, floor(high / step + 1e-9) + 1))
