"""The journey map made of ordinary Matplotlib artists: one text each, one patch each.

The same layout, colours and words as Cairn's own picture, drawn the way a program would that does
not gather shapes and glyph outlines into few paths: what the picture's speed is measured against.
"""

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from charts.canvas import POINTS_PER_UNIT, UNITS_PER_INCH, pixels_per_unit
from charts.journey_map import JourneyMap
from charts.journey_map.picture import journey_map_scene
from charts.scene import Scene, Shape
from charts.typeface import font_paths


def reference_png(data: JourneyMap) -> bytes:
    """The PNG of the map by `ax.text` and `ax.add_patch`, as large as Cairn's."""
    scene = journey_map_scene(data)
    figure = reference_figure(scene)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return buffer.getvalue()


def reference_figure(scene: Scene) -> Figure:
    figure = Figure(
        figsize=(scene.width / UNITS_PER_INCH, scene.height / UNITS_PER_INCH),
        dpi=UNITS_PER_INCH * pixels_per_unit(scene),
        facecolor=scene.background,
    )
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, scene.width)
    axes.set_ylim(scene.height, 0)
    for shape in scene.shapes:
        axes.add_patch(_patch(shape))
    for line in scene.lines:
        axes.text(
            line.x,
            line.baseline,
            line.text,
            color=line.colour,
            font=FontProperties(fname=font_paths(line.type.weight)[0]),
            size=line.type.size * POINTS_PER_UNIT,
            zorder=100,
        )
    return figure


def _patch(shape: Shape) -> PathPatch:
    style = shape.style
    dash = (0, tuple(part / style.width for part in style.dash)) if style.dash else "-"
    return PathPatch(
        Path(shape.vertices, shape.codes),
        facecolor=style.fill or "none",
        edgecolor=style.stroke or "none",
        linewidth=style.width * POINTS_PER_UNIT if style.stroke else 0.0,
        linestyle=dash,
        capstyle="round",
        joinstyle="round",
        zorder=shape.layer,
    )
