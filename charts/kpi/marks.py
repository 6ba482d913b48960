"""Where readings, their labels and the flags of what was done stand on a KPI's plot."""

from dataclasses import dataclass

from charts.geometry import Box
from charts.kpi.axis import Scale
from charts.kpi.data import Kpi, Reading
from charts.lettering import text_width
from charts.theme import PAGE_LABEL, PAGE_NOTE
from charts.wrapping import Block, set_text

FLAG_HEIGHT, FLAG_PAD, FLAG_APART = 26.0, 8.0, 5.0
FLAG_ROWS = 4
LABELS_APART = 14.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A reading; `band` is its interval from top to bottom."""

    reading: Reading
    x: float
    y: float
    band: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Flag:
    """An action's number over the day it was done; a line alone where there is no room for it."""

    x: float
    words: Block | None
    pill: Box | None


def across(data: Kpi, day: int, inner: Box) -> float:
    """Where a day stands; a single one in the middle, one beyond the readings at the edge."""
    first, last = data.readings[0].day, data.readings[-1].day
    days = [first, last, *(each.day for each in data.actions)]
    low, high = min(days), max(days)
    if low == high:
        return inner.centre[0]
    return inner.x + (day - low) / (high - low) * inner.w


def lay_marks(data: Kpi, inner: Box, scale: Scale) -> tuple[Mark, ...]:
    def up(value: float) -> float:
        return inner.bottom - scale.share(value) * inner.h

    return tuple(
        Mark(
            each,
            across(data, each.day, inner),
            up(each.value),
            None if each.low is None or each.high is None else (up(each.high), up(each.low)),
        )
        for each in data.readings
    )


def lay_labels(data: Kpi, marks: tuple[Mark, ...], plot: Box) -> tuple[Block, ...]:
    """The periods under the plot: the last one, and before it as many as have room."""
    del data
    found: list[Block] = []
    left_of = plot.right + LABELS_APART
    for mark in reversed(marks):
        width = text_width(mark.reading.label, PAGE_NOTE.size, PAGE_NOTE.weight) + 3
        x = min(max(mark.x - width / 2, plot.x), plot.right - width)
        if x + width + LABELS_APART > left_of:
            continue
        found.append(set_text(mark.reading.label, PAGE_NOTE, x, plot.bottom + 9, width, 1))
        left_of = x
    return tuple(found[::-1])


def lay_flags(data: Kpi, inner: Box, top: float) -> tuple[Flag, ...]:
    """In as few rows as keep them apart, at most four."""
    flags: list[Flag] = []
    ends = [0.0] * FLAG_ROWS
    for each in sorted(data.actions, key=lambda action: action.day):
        at = across(data, each.day, inner)
        width = text_width(each.number, PAGE_LABEL.size, PAGE_LABEL.weight) + 3
        whole = width + 2 * FLAG_PAD
        x = min(max(at - whole / 2, inner.x), inner.right - whole)
        free = [row for row, end in enumerate(ends) if x >= end + FLAG_APART]
        if not free:
            flags.append(Flag(at, None, None))
            continue
        row = free[0]
        y = top + row * (FLAG_HEIGHT + FLAG_APART)
        pill = Box(x, y, whole, FLAG_HEIGHT)
        line = PAGE_LABEL.size * PAGE_LABEL.leading
        words = set_text(
            each.number, PAGE_LABEL, x + FLAG_PAD, y + (FLAG_HEIGHT - line) / 2, width, 1
        )
        flags.append(Flag(at, words, pill))
        ends[row] = pill.right
    return tuple(flags)
