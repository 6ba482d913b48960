"""The journey map drawn by Pillow: the floor that the picture's speed is measured against.

The same boxes and words at the same places, already laid out: Pillow has only to draw and to
write the PNG. It smooths no edges.
"""

import io
from dataclasses import dataclass

import numpy as np
from matplotlib.path import Path
from PIL import Image, ImageDraw, ImageFont

from charts.canvas import pixels_per_unit
from charts.scene import Line, Scene, Shape
from charts.theme import Rgb
from charts.typeface import font_paths

Points = list[tuple[float, float]]
Outline = tuple[Points, Rgb | None, Rgb | None, int]
"""Points, filled with, lined with, how wide."""

Words = tuple[tuple[float, float], str, Rgb, ImageFont.FreeTypeFont]
"""Where, what, in which colour and font."""

TEXT_ANCHOR = "ls"  # left end of the baseline


@dataclass(frozen=True, slots=True)
class Drawable:
    """Outlines and words in pixels, ready for Pillow."""

    size: tuple[int, int]
    background: Rgb
    outlines: list[Outline]
    words: list[Words]


def drawable(scene: Scene) -> Drawable:
    scale = pixels_per_unit(scene)
    fonts: dict[tuple[str, float], ImageFont.FreeTypeFont] = {}
    shapes = sorted(scene.shapes, key=lambda shape: shape.layer)
    return Drawable(
        (round(scene.width * scale), round(scene.height * scale)),
        scene.background,
        [found for shape in shapes for found in _outlines(shape, scale)],
        [_words(line, scale, fonts) for line in scene.lines],
    )


def pillow_png(drawn: Drawable) -> bytes:
    image = Image.new("RGB", drawn.size, drawn.background)
    draw = ImageDraw.Draw(image)
    for points, fill, stroke, width in drawn.outlines:
        if fill:
            draw.polygon(points, fill=fill)
        if stroke:
            draw.line(points, fill=stroke, width=width)
    for place, text, colour, font in drawn.words:
        draw.text(place, text, fill=colour, font=font, anchor=TEXT_ANCHOR)
    buffer = io.BytesIO()
    image.save(buffer, format="PNG")
    return buffer.getvalue()


def _outlines(shape: Shape, scale: float) -> list[Outline]:
    style = shape.style
    closed = bool(style.fill)
    width = max(1, round(style.width * scale))
    path = Path(shape.vertices * scale, shape.codes)
    polygons = [np.asarray(each) for each in path.to_polygons(closed_only=closed)]
    return [
        ([(float(x), float(y)) for x, y in polygon], style.fill, style.stroke, width)
        for polygon in polygons
        if len(polygon) > 1
    ]


def _words(
    line: Line, scale: float, fonts: dict[tuple[str, float], ImageFont.FreeTypeFont]
) -> Words:
    key = (line.type.weight, line.type.size)
    if key not in fonts:
        path = font_paths(line.type.weight)[0]
        fonts[key] = ImageFont.truetype(str(path), line.type.size * scale)
    return (line.x * scale, line.baseline * scale), line.text, line.colour, fonts[key]
