"""What stands under the emotion curve: each touchpoint's number and how often it was seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.journey_map.data import Touchpoint
from charts.lettering import text_width
from charts.theme import SMALL, SMALL_STRONG
from charts.wrapping import KERNING_SLACK, Block, set_fitting, set_text

APART = 3.0
"""Between two ticks that stand as close as they can."""


@dataclass(frozen=True, slots=True)
class Tick:
    number: Block
    count: Block


def lay_ticks(
    placed: Sequence[tuple[Touchpoint, float]], step: float, y: float, *, shrink: bool
) -> list[Tick]:
    """A stage's touchpoints with their places, `step` apart, from `y` down.

    Where they don't fit they are set smaller or, without `shrink`, shorter: "12" for "T-12"; and
    where that doesn't fit either only every second one is named, or third.
    """
    if shrink:
        return [_tick(_words(point), x, y, step - 2, shrink=True) for point, x in placed]
    words = [_words(point) for point, _ in placed]
    if _widest(words) > step:
        words = [(number.removeprefix("T-"), count.removeprefix("n ")) for number, count in words]
    every = max(1, -int(-_widest(words) // step))
    return [
        _tick(told, x, y, every * step, shrink=False)
        for told, (_, x) in list(zip(words, placed, strict=True))[::every]
    ]


def _words(point: Touchpoint) -> tuple[str, str]:
    return point.number, f"n {point.observed_n}" if point.observed is not None else "\u2013"


def _widest(words: Sequence[tuple[str, str]]) -> float:
    """The room of the widest one, in layout units."""
    numbers = (text_width(number, SMALL_STRONG.size, SMALL_STRONG.weight) for number, _ in words)
    counts = (text_width(count, SMALL.size, SMALL.weight) for _, count in words)
    return max([*numbers, *counts], default=0.0) + APART + KERNING_SLACK * SMALL.size


def _tick(told: tuple[str, str], x: float, y: float, width: float, *, shrink: bool) -> Tick:
    place = set_fitting if shrink else set_text
    number = place(told[0], SMALL_STRONG, x - width / 2, y, width)
    count = place(told[1], SMALL, x - width / 2, number.box.bottom, width)
    return Tick(number, count)
