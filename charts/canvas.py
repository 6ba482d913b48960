"""Turns a scene into a Figure in house style, in few large paths because that draws fast."""

import io
from math import sqrt

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import BboxImage
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, BboxBase, Transform, TransformedBbox
from PIL import Image

from charts.lettering import Codes, Vertices, outline
from charts.scene import Line, Photo, Scene, Style
from charts.theme import Rgb

UNITS_PER_INCH = 100.0
POINTS_PER_UNIT = 72 / UNITS_PER_INCH
PIXELS_PER_UNIT = 2.0
MOST_PIXELS = 24_000_000
"""A very long map is drawn a little coarser, so that its pixels fit a small machine's memory."""

TEXT_LAYER = 100


def scene_figure(scene: Scene) -> Figure:
    """A figure with one compound path per layer and style, and one per colour of text."""
    figure = Figure(
        figsize=(scene.width / UNITS_PER_INCH, scene.height / UNITS_PER_INCH),
        dpi=UNITS_PER_INCH * pixels_per_unit(scene),
        facecolor=scene.background,
    )
    FigureCanvasAgg(figure)
    draw_into(figure, scene, scene_transform(figure, scene))
    return figure


def draw_into(
    figure: Figure, scene: Scene, transform: Transform, window: BboxBase | None = None
) -> None:
    """All shapes and letters, placed by a transform; only what a window of pixels shows."""
    for layer, style, path in _compound_shapes(scene):
        patch = PathPatch(path, transform=transform, zorder=layer, **_paint(style))
        figure.add_artist(_within(patch, window), clip=False)
    for photo in scene.photos:
        figure.add_artist(_round(photo, transform, window), clip=False)
    for colour, path in _compound_text(scene.lines):
        letters = PathPatch(path, transform=transform, zorder=TEXT_LAYER, fc=colour, lw=0)
        figure.add_artist(_within(letters, window), clip=False)


def _within(patch: PathPatch, window: BboxBase | None) -> PathPatch:
    if window is not None:
        patch.set_clip_box(window)
    return patch


def _round(photo: Photo, transform: Transform, window: BboxBase | None) -> BboxImage:
    """A photo in its disc; a disc that is cut by the window loses nothing that could be seen."""
    disc = photo.disc
    # Layout units run downward as a photo's rows do: from its first corner to its last.
    place = TransformedBbox(Bbox([[disc.x, disc.y], [disc.right, disc.bottom]]), transform)
    image = BboxImage(place, interpolation="lanczos", zorder=photo.layer)
    with Image.open(io.BytesIO(photo.content)) as opened:
        image.set_data(np.asarray(opened.convert("RGB")))
    image.set_clip_path(Path.circle(disc.centre, disc.w / 2), transform)
    if window is not None:
        image.set_clip_box(window)
    return image


def pixels_per_unit(scene: Scene) -> float:
    """Two pixels a unit, unless the picture is so large that there would be too many."""
    return min(PIXELS_PER_UNIT, sqrt(MOST_PIXELS / (scene.width * scene.height)))


def scene_transform(figure: Figure, scene: Scene) -> Transform:
    """From layout units, y downward, to the figure's pixels."""
    to_inches = Affine2D().scale(1, -1).translate(0, scene.height).scale(1 / UNITS_PER_INCH)
    return to_inches + figure.dpi_scale_trans


def _paint(style: Style) -> dict[str, object]:
    width = style.width * POINTS_PER_UNIT
    solid = "-" if not style.dash else (0, tuple(part / style.width for part in style.dash))
    return {
        "facecolor": style.fill or "none",
        "edgecolor": style.stroke or "none",
        "linewidth": width if style.stroke else 0.0,
        "linestyle": solid,
        "capstyle": "round",
        "joinstyle": "round",
    }


def _compound_shapes(scene: Scene) -> list[tuple[int, Style, Path]]:
    """Shapes gathered by layer and style, styles in the order in which they first appear."""
    groups: dict[tuple[int, Style], list[tuple[Vertices, Codes]]] = {}
    for shape in scene.shapes:
        groups.setdefault((shape.layer, shape.style), []).append((shape.vertices, shape.codes))
    ordered = sorted(groups.items(), key=lambda item: item[0][0])
    return [(layer, style, _joined(parts)) for (layer, style), parts in ordered]


def _compound_text(lines: list[Line]) -> list[tuple[Rgb, Path]]:
    groups: dict[Rgb, list[tuple[Vertices, Codes]]] = {}
    for line in lines:
        letters = outline(line.text, line.type.weight)
        if len(letters.codes):
            size = line.type.size
            placed = letters.vertices * (size, -size) + (line.x, line.baseline)
            groups.setdefault(line.colour, []).append((placed, letters.codes))
    return [(colour, _joined(parts)) for colour, parts in groups.items()]


def _joined(parts: list[tuple[Vertices, Codes]]) -> Path:
    vertices = np.concatenate([vertices for vertices, _ in parts])
    return Path(vertices, np.concatenate([codes for _, codes in parts]))
