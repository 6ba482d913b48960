"""Splits what stands side by side into as few rows as hold it, all about equally full."""

from collections.abc import Sequence
from itertools import pairwise


def even_rows(widths: Sequence[float], most: float) -> list[range]:
    """Places in order, row by row, no row wider than `most` unless a single thing is."""
    fewest = len(_ends(widths, most))
    low, high = max([*widths, 0.0]), most
    while high - low > 0.5:  # noqa: PLR2004 (half a layout unit is not seen)
        middle = (low + high) / 2
        if len(_ends(widths, middle)) == fewest:
            high = middle
        else:
            low = middle
    return [range(a, b) for a, b in pairwise([0, *_ends(widths, high)])]


def _ends(widths: Sequence[float], most: float) -> list[int]:
    ends, used = [], 0.0
    for index, width in enumerate(widths):
        if used and used + width > most:
            ends.append(index)
            used = 0.0
        used += width
    return [*ends, len(widths)] if widths else []
