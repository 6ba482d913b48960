"""The numbers along a plot's edges, and where a value stands between them."""

from dataclasses import dataclass

from charts.geometry import Box
from charts.lettering import text_width
from charts.numerals import round_number
from charts.scatter.data import Axis
from charts.theme import PAGE_LABEL, PAGE_NOTE, Type
from charts.wrapping import Block, set_text

LABEL_LINE = PAGE_LABEL.size * PAGE_LABEL.leading
NOTE_LINE = PAGE_NOTE.size * PAGE_NOTE.leading
PILL, PILL_PAD = 26.0, 8.0
AWAY = 10.0
"""From the plot to the numbers."""

LEAST_GUTTER = 40.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A number on an axis; `pill` is the box behind it where the dashed line stands."""

    at: float
    words: Block
    pill: Box | None = None


def across(inner: Box, axis: Axis, value: float) -> float:
    return inner.x + axis.share(value) * inner.w


def up(inner: Box, axis: Axis, value: float) -> float:
    return inner.bottom - axis.share(value) * inner.h


def gutter(axis: Axis) -> float:
    """The room that the numbers of a vertical axis need."""
    widths = [_width(round_number(value), PAGE_NOTE) for value in axis.ticks]
    pill = _width(axis.line_words, PAGE_LABEL) + PILL_PAD if axis.line is not None else 0.0
    return max([LEAST_GUTTER, pill, *widths]) + AWAY


def x_ticks(axis: Axis, inner: Box, box: Box) -> tuple[Tick, ...]:
    y = box.bottom + PILL_PAD
    ticks: list[Tick] = []
    if axis.line is not None:
        at = across(inner, axis, axis.line)
        width = _width(axis.line_words, PAGE_LABEL)
        x = min(max(at - width / 2, box.x + PILL_PAD), box.right - width - PILL_PAD)
        words = set_text(axis.line_words, PAGE_LABEL, x, y, width, 1)
        pill = Box(x - PILL_PAD, y - 3, width + 2 * PILL_PAD, PILL)
        ticks.append(Tick(at, words, pill))
    for value in axis.ticks:
        at, width = across(inner, axis, value), _width(round_number(value), PAGE_NOTE)
        words = set_text(round_number(value), PAGE_NOTE, at - width / 2, y, width, 1)
        if _free(words.box, ticks):
            ticks.append(Tick(at, words))
    return tuple(ticks)


def y_ticks(axis: Axis, inner: Box, box: Box) -> tuple[Tick, ...]:
    right = box.x - AWAY
    ticks: list[Tick] = []
    if axis.line is not None:
        at = up(inner, axis, axis.line)
        width = _width(axis.line_words, PAGE_LABEL)
        words = set_text(axis.line_words, PAGE_LABEL, right - width, at - LABEL_LINE / 2, width, 1)
        pill = Box(right - width - PILL_PAD, at - PILL / 2, width + 2 * PILL_PAD - 2, PILL)
        ticks.append(Tick(at, words, pill))
    for value in axis.ticks:
        at, width = up(inner, axis, value), _width(round_number(value), PAGE_NOTE)
        words = set_text(
            round_number(value), PAGE_NOTE, right - width, at - NOTE_LINE / 2, width, 1
        )
        if _free(words.box, ticks):
            ticks.append(Tick(at, words))
    return tuple(ticks)


def _width(words: str, type_: Type) -> float:
    return text_width(words, type_.size, type_.weight) + 2


def _free(box: Box, ticks: list[Tick]) -> bool:
    """Whether a number keeps away from the dividing line's, which matters more."""
    return not any(tick.pill and tick.pill.inset(-6).overlaps(box) for tick in ticks)
