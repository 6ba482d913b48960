"""Text as glyph outlines: shaped once, outlines kept per glyph, measured in ems."""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path
from matplotlib.textpath import TextToPath

from charts.typeface import face
from charts.script import is_right_to_left
from charts.theme import Weight

Vertices = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]

EM = 100.0
"""Size at which glyphs are shaped and their outlines taken, in points at 72 dots per inch."""

SHAPED_TEXTS = 4096
"""Lines kept shaped: a few hundred make a map, so that is some megabytes at most."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A shaped line of text in ems, baseline at 0, y upward. `glyphs` names what is drawn."""

    vertices: Vertices
    codes: Codes
    advance: float
    left: float
    right: float
    top: float
    bottom: float
    glyphs: tuple[str, ...]


@cache
def _shaper() -> TextToPath:
    return TextToPath()


@lru_cache(maxsize=SHAPED_TEXTS)
def outline(text: str, weight: Weight) -> Outline:
    """The outline of one drawable line; right-to-left scripts come out in their own order.

    Matplotlib shapes with libraqm: kerning, joined letters and bidirectional order are done there.
    """
    font = face(weight)
    font.set_size(EM, 72)
    from_right = is_right_to_left(text)
    # the place of a last blank tells the advance; from right to left it would stand in front
    placed, shapes, _ = _shaper().get_glyphs_with_font(font, text if from_right else text + " ")
    vertices = [np.asarray(shapes[name][0]) + (x, y) for name, x, y, _ in placed if len(shapes[name][0])]
    codes = [np.asarray(shapes[name][1]) for name, _, _, _ in placed if len(shapes[name][0])]
    points = np.concatenate(vertices) / EM if vertices else np.zeros((0, 2))
    kinds = np.concatenate(codes).astype(np.uint8) if codes else np.zeros(0, dtype=np.uint8)
    ink = points[kinds != Path.CLOSEPOLY]
    left, bottom = ink.min(axis=0) if len(ink) else (0.0, 0.0)
    right, top = ink.max(axis=0) if len(ink) else (0.0, 0.0)
    advance = right if from_right else placed[-1][1] / EM
    names = tuple(name for name, *_ in placed)
    return Outline(
        points, kinds, float(advance), float(left), float(right), float(top), float(bottom), names
    )


def text_width(text: str, size: float, weight: Weight) -> float:
    """Width of one drawable line in the unit of `size`."""
    return outline(text, weight).advance * size if text else 0.0
