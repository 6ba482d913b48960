"""Text as glyph outlines: shaped once, outlines kept per glyph, measured in ems."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path
from matplotlib.textpath import TextToPath

from charts.geometry import Box
from charts.script import is_right_to_left
from charts.theme import Weight
from charts.typeface import face

Vertices = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]

EM = 100.0
"""Size at which glyphs are shaped and their outlines taken, in points at 72 dots per inch."""

MARK = "\u200e"
"""Left-to-right mark: unseen, without width."""

OUTLINES_KEPT = 1024
"""Lines kept as outlines: a map has a few hundred, of about 10 kB each."""

WIDTHS_KEPT = 16384
"""Words and lines whose width is remembered: a number each."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A shaped line of text in ems, baseline at 0, `vertices` upward; `glyphs` names what is drawn.

    `ink` is the box that the glyphs fill, like every box with y downward.
    """

    vertices: Vertices
    codes: Codes
    ink: Box
    glyphs: tuple[str, ...]


@cache
def _shaper() -> TextToPath:
    return TextToPath()


Placed = list[tuple[str, float, float, float]]
Shapes = Mapping[str, tuple[npt.ArrayLike, npt.ArrayLike]]


def _shape(text: str, weight: Weight) -> tuple[Placed, Shapes]:
    """Glyphs with their places, and the outline of each glyph, at size `EM`.

    Matplotlib shapes with libraqm: kerning, joined letters and bidirectional order are done there.
    """
    font = face(weight)
    font.set_size(EM, 72)
    placed, shapes, _ = _shaper().get_glyphs_with_font(font, text)
    return placed, shapes


@lru_cache(maxsize=OUTLINES_KEPT)
def outline(text: str, weight: Weight) -> Outline:
    """The outline of one drawable line; right-to-left scripts come out in their own order."""
    placed, shapes = _shape(text, weight)
    inked = [(name, x, y) for name, x, y, _ in placed if np.size(shapes[name][0])]
    if not inked:
        return Outline(np.zeros((0, 2)), np.zeros(0, dtype=np.uint8), Box(0, 0, 0, 0), ())
    points = np.concatenate([np.add(shapes[name][0], (x, y)) for name, x, y in inked]) / EM
    codes = np.concatenate([np.asarray(shapes[name][1], dtype=np.uint8) for name, _, _ in inked])
    drawn = points[codes != Path.CLOSEPOLY]
    (left, low), (right, high) = drawn.min(axis=0), drawn.max(axis=0)
    ink = Box(float(left), float(-high), float(right - left), float(high - low))
    return Outline(points, codes, ink, tuple(name for name, *_ in placed))


@lru_cache(maxsize=WIDTHS_KEPT)
def ems(text: str, weight: Weight) -> float:
    """The width of one drawable line in ems.

    The place of a blank at its end tells how far it advances; the marks around the line keep that
    blank on the right of right-to-left text too.
    """
    marked = f"{MARK}{text}{MARK} " if is_right_to_left(text) else text + " "
    placed, _ = _shape(marked, weight)
    return placed[-1][1] / EM


def text_width(text: str, size: float, weight: Weight) -> float:
    """Width of one drawable line in the unit of `size`."""
    return ems(text, weight) * size if text else 0.0
