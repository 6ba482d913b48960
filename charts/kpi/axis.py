"""The value axis of a KPI's picture: round numbers around what was measured, also below zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from charts.numerals import round_number

INTERVALS = 5
ROOM = 0.08
"""Of the range, kept free at both ends."""

LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high`, with the round numbers between."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low)


def scale(values: Sequence[float]) -> Scale:
    """A scale that holds all values; it need not begin at zero, a line shows change."""
    low, high = min(values), max(values)
    least = max(LEAST, abs(high) * LEAST)
    if high - low < least:
        low, high = low - least, high + least
    room = ROOM * (high - low)
    low, high = low - room, high + room
    step = _step((high - low) / INTERVALS)
    ticks = tuple(
        number * step for number in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)
    )
    return Scale(low, high, ticks)


def _step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= rough * (1 - 1e-9))


def words(value: float, *, signed: bool) -> str:
    """A tick's number: '+40', '\u221220', '1.5', '12,000'."""
    size = abs(value)
    text = f"{size:,.0f}" if size >= 1000 else round_number(size) or "0"  # noqa: PLR2004
    if text == "0" or value == 0:
        return "0"
    if value < 0:
        return f"\u2212{text}"
    return f"+{text}" if signed else text
