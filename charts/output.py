"""A scene as PNG, SVG or PDF, the same bytes each time; in the vectors words can be found."""

import io
from collections.abc import Callable
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from matplotlib import rc_context
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure

from charts.cache import PictureCache, picture_key
from charts.canvas import POINTS_PER_UNIT, scene_figure
from charts.png import png_bytes
from charts.scene import Line, Scene
from charts.theme import Theme

Format = Literal["png", "svg", "pdf"]


def kept_bytes(
    chart: str,
    data: str,
    make_scene: Callable[[], Scene],
    *,
    format_: Format,
    theme: Theme,
    title: str,
    cache: PictureCache | None,
) -> bytes:
    """The picture's bytes, the same each time for the same data (as JSON), format and theme.

    With a `cache`, what was drawn before is not drawn again.
    """

    def draw() -> bytes:
        return scene_bytes(make_scene(), format_, title=title)

    if cache is None:
        return draw()
    return cache.get_or_draw(picture_key(chart, data, format=format_, theme=theme.name), draw)


def scene_bytes(scene: Scene, format_: Format, *, title: str = "") -> bytes:
    if format_ == "pdf":
        # It takes half as long to load as all the rest, and Slack is never sent one.
        from charts.pdf import to_pdf  # noqa: PLC0415

        return to_pdf(scene, title)
    figure = scene_figure(scene)
    return to_png(figure) if format_ == "png" else to_svg(figure, scene, title)


def to_png(figure: Figure) -> bytes:
    """Drawn on a renderer of its own: a canvas would keep its pixels until the collector runs."""
    width, height = figure.canvas.get_width_height(physical=True)
    renderer = RendererAgg(width, height, figure.dpi)  # type: ignore[no-untyped-call]
    figure.draw(renderer)
    pixels = np.asarray(renderer.buffer_rgba())  # type: ignore[no-untyped-call]
    return png_bytes(pixels, dpi=figure.dpi)


def to_svg(figure: Figure, scene: Scene, title: str) -> bytes:
    """The outlines, with the same words over them unseen, to be found, marked and read aloud."""
    buffer = io.BytesIO()
    with rc_context({"svg.hashsalt": title}):  # else what refers to a photo is named at random
        about = {"Date": None, "Creator": None, "Title": title}
        figure.savefig(buffer, format="svg", metadata=about)
    drawn, end, _ = buffer.getvalue().decode().rpartition("</svg>")
    words = "\n".join(_svg_words(line) for line in scene.lines)
    return f'{drawn}<g fill-opacity="0" font-family="sans-serif">\n{words}\n</g>\n{end}\n'.encode()


def _svg_words(line: Line) -> str:
    at = {
        "x": line.x * POINTS_PER_UNIT,
        "y": line.baseline * POINTS_PER_UNIT,
        "font-size": line.type.size * POINTS_PER_UNIT,
        "textLength": line.width * POINTS_PER_UNIT,
    }
    attributes = " ".join(f"{name}={quoteattr(f'{value:.2f}')}" for name, value in at.items())
    return f'<text {attributes} lengthAdjust="spacingAndGlyphs">{escape(line.text)}</text>'
