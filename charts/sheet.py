"""How a picture lies on a sheet of A3: as large as it can be, a long one in several columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.geometry import Box
from charts.scene import CLOSE, Scene

SHORT, LONG = 841.89, 1190.55
"""The sides of A3 in points."""

MARGIN = 34.0
GUTTER = 28.0
SMALLEST_LETTERS = 8.0
"""In points: rather than set letters smaller, a picture goes on on another sheet."""

MOST_COLUMNS = 4
SPARE = 0.93
"""Of a column's height; the rest is lost where a cut has to wait for a gap."""

TALLEST_WHOLE = 0.4
"""Of a column's height: what is not taller is never cut through."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the picture (`top` to `bottom`, in layout units) with its place on a sheet.

    `x` and `y` are its upper left corner in points from the sheet's upper left.
    """

    top: float
    bottom: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """`scale` is in points for a layout unit."""

    width: float
    height: float
    scale: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Format:
    width: float
    height: float
    columns: int
    scale: float


def lay_sheets(scene: Scene) -> tuple[Sheet, ...]:
    """One sheet, or as many as keep the letters readable."""
    chosen = max(_formats(scene), key=lambda each: each.scale)
    smallest = min((line.type.size for line in scene.lines), default=SMALLEST_LETTERS)
    least = SMALLEST_LETTERS / smallest
    if chosen.scale < least:
        chosen = max(_formats(scene, least), key=lambda each: each.columns * each.height)
    room = (chosen.height - 2 * MARGIN) / chosen.scale
    cuts = _cuts(scene, room)
    firsts = range(0, len(cuts), chosen.columns)
    return tuple(_sheet(scene, chosen, cuts[at : at + chosen.columns]) for at in firsts)


def _formats(scene: Scene, scale: float | None = None) -> list[_Format]:
    """Upright and across, in one column or more; at a scale where one is given."""
    found = []
    for width, height in ((SHORT, LONG), (LONG, SHORT)):
        for columns in range(1, MOST_COLUMNS + 1):
            inner = width - 2 * MARGIN - (columns - 1) * GUTTER
            widest = inner / columns / scene.width
            spare = 1.0 if columns == 1 else SPARE
            tallest = columns * (height - 2 * MARGIN) * spare / scene.height
            if scale is None:
                found.append(_Format(width, height, columns, min(widest, tallest)))
            elif widest >= scale or columns == 1:
                found.append(_Format(width, height, columns, min(widest, scale)))
    return found


def _sheet(scene: Scene, chosen: _Format, parts: Sequence[tuple[float, float]]) -> Sheet:
    column = scene.width * chosen.scale
    used = len(parts) * column + (len(parts) - 1) * GUTTER
    left = (chosen.width - used) / 2
    pieces = tuple(
        Piece(top, bottom, left + index * (column + GUTTER), MARGIN)
        for index, (top, bottom) in enumerate(parts)
    )
    return Sheet(chosen.width, chosen.height, chosen.scale, pieces)


def _cuts(scene: Scene, room: float) -> list[tuple[float, float]]:
    """The picture from top to bottom in parts no taller than `room`, cut between what is whole."""
    whole = _whole(scene, room * TALLEST_WHOLE)
    parts = []
    top = 0.0
    while scene.height - top > room + 0.5:
        bottom = _gap(whole, top, top + room)
        parts.append((top, bottom))
        top = bottom
    return [*parts, (top, scene.height)]


def _whole(scene: Scene, tallest: float) -> list[tuple[float, float]]:
    """From where to where things reach that must not be cut through; a mere line may be."""
    boxes = [(line.box.y, line.box.bottom) for line in scene.lines]
    for shape in scene.shapes:
        high, low = float(shape.vertices[:, 1].min()), float(shape.vertices[:, 1].max())
        closed = shape.codes[-1] == CLOSE
        if closed and low - high <= tallest:
            boxes.append((high, low))
    return boxes


def _gap(whole: Sequence[tuple[float, float]], top: float, bottom: float) -> float:
    """The lowest place to cut at; where there is none in the lower half, `bottom` itself."""
    at = bottom
    while at > (top + bottom) / 2:
        crossed = [high for high, low in whole if high < at < low]
        if not crossed:
            return at
        at = min(crossed) - 0.01
    return bottom


def window(piece: Piece, scene: Scene) -> Box:
    """The part of the picture that a piece shows."""
    return Box(0, piece.top, scene.width, piece.bottom - piece.top)
