"""What is to be drawn, as data: shapes and lines of text in layout units, back to front."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from charts.geometry import Box
from charts.lettering import Codes, Vertices, text_width
from charts.script import begins_from_right
from charts.theme import Rgb, Type
from charts.wrapping import Block, set_text

MOVE, LINE, CURVE, CLOSE = 1, 2, 4, 79
"""Matplotlib's path codes (MOVETO, LINETO, CURVE4, CLOSEPOLY)."""

ASCENT, BODY = 0.86, 1.1
"""The typeface's body in ems: from the baseline up, and as a whole."""

ROUND = 0.5522847498
"""Length of the handles that make a quarter circle out of a cubic curve of radius 1."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a shape is painted. Shapes of one style on one layer become one path."""

    fill: Rgb | None = None
    stroke: Rgb | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A path in layout units."""

    layer: int
    style: Style
    vertices: Vertices
    codes: Codes


@dataclass(frozen=True, slots=True)
class Line:
    """One drawable line of text: left end of its baseline, and the box it has to stay inside."""

    text: str
    type: Type
    colour: Rgb
    x: float
    baseline: float
    width: float
    cell: Box

    @property
    def box(self) -> Box:
        """The room the line takes: its advance and the type's body around the baseline."""
        size = self.type.size
        return Box(self.x, self.baseline - ASCENT * size, self.width, BODY * size)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture out of a file (PNG or JPEG), seen through a round hole."""

    layer: int
    content: bytes
    disc: Box


@dataclass(slots=True)
class Scene:
    """A picture as data, `width` by `height` layout units."""

    width: float
    height: float
    background: Rgb
    shapes: list[Shape] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)

    def path(
        self,
        style: Style,
        points: Sequence[tuple[float, float]],
        codes: Sequence[int],
        layer: int = 0,
    ) -> None:
        self.shapes.append(
            Shape(layer, style, np.array(points, dtype=float), np.array(codes, dtype=np.uint8))
        )

    def polygon(self, style: Style, points: Sequence[tuple[float, float]], layer: int = 0) -> None:
        codes = [MOVE] + [LINE] * (len(points) - 1) + [CLOSE]
        self.path(style, [*points, points[0]], codes, layer)

    def polyline(self, style: Style, points: Sequence[tuple[float, float]], layer: int = 0) -> None:
        self.path(style, points, [MOVE] + [LINE] * (len(points) - 1), layer)

    def rectangle(self, style: Style, box: Box, radius: float = 0.0, layer: int = 0) -> None:
        """A rectangle with round corners; the radius shrinks when the box is too small for it."""
        r = min(radius, box.w / 2, box.h / 2)
        x0, y0, x1, y1 = box.x, box.y, box.right, box.bottom
        if r <= 0:
            self.polygon(style, [(x0, y0), (x1, y0), (x1, y1), (x0, y1)], layer)
            return
        k = r * (1 - ROUND)
        points = [
            (x0 + r, y0), (x1 - r, y0), (x1 - k, y0), (x1, y0 + k), (x1, y0 + r),
            (x1, y1 - r), (x1, y1 - k), (x1 - k, y1), (x1 - r, y1),
            (x0 + r, y1), (x0 + k, y1), (x0, y1 - k), (x0, y1 - r),
            (x0, y0 + r), (x0, y0 + k), (x0 + k, y0), (x0 + r, y0), (x0 + r, y0),
        ]  # fmt: skip
        corner = [LINE, CURVE, CURVE, CURVE]
        self.path(style, points, [MOVE, *corner * 4, CLOSE], layer)

    def circle(self, style: Style, x: float, y: float, radius: float, layer: int = 0) -> None:
        self.rectangle(style, Box(x - radius, y - radius, 2 * radius, 2 * radius), radius, layer)

    def diamond(self, style: Style, x: float, y: float, radius: float, layer: int = 0) -> None:
        points = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        self.polygon(style, points, layer)

    def block(self, block: Block, colour: Rgb, align: float = 0.0, cell: Box | None = None) -> None:
        """Lines of text; `align` 0 is where reading begins, 0.5 centred, 1 right in the box."""
        size, box = block.type.size, block.box
        if align == 0.0 and begins_from_right("".join(block.lines)):
            align = 1.0
        for index, text in enumerate(block.lines):
            width = text_width(text, size, block.type.weight)
            top = box.y + index * block.line_height
            baseline = top + (block.line_height - BODY * size) / 2 + ASCENT * size
            x = box.x + (box.w - width) * align
            self.lines.append(Line(text, block.type, colour, x, baseline, width, cell or box))

    def text(
        self, text: str, type_: Type, colour: Rgb, box: Box, align: float = 0.0, most: int = 1
    ) -> None:
        """Text set at the top of a box, elided when it needs more than `most` lines."""
        self.block(set_text(text, type_, box.x, box.y, box.w, most), colour, align, box)
