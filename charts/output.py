"""A scene as PNG, SVG or PDF, the same bytes each time; in the vectors words can be found."""

import io
from collections.abc import Callable
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.text import Text

from charts.cache import PictureCache, picture_key
from charts.canvas import POINTS_PER_UNIT, scene_figure, scene_transform
from charts.png import png_bytes
from charts.scene import Line, Scene
from charts.theme import Theme
from charts.typeface import font_paths

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
    figure = scene_figure(scene)
    if format_ == "png":
        return to_png(figure)
    return to_svg(figure, scene, title) if format_ == "svg" else to_pdf(figure, scene, title)


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
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
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


def to_pdf(figure: Figure, scene: Scene, title: str) -> bytes:
    """The outlines, with the same words over them unseen."""
    transform = scene_transform(figure, scene)
    for line in scene.lines:
        font = _font_of(line)
        if font is None:
            continue
        size = line.type.size * POINTS_PER_UNIT
        words = Text(
            line.x, line.baseline, line.text, font=font, size=size, alpha=0.0,
            parse_math=False, transform=transform, va="baseline", ha="left", clip_on=False,
        )  # fmt: skip
        figure.add_artist(words, clip=False)
    buffer = io.BytesIO()
    metadata = {"CreationDate": None, "Creator": None, "Producer": None, "Title": title or None}
    figure.savefig(buffer, format="pdf", metadata=metadata)
    return buffer.getvalue()


def _font_of(line: Line) -> FontProperties | None:
    """The first font of the chain that has the whole line; None leaves the outlines alone."""
    characters = {char for char in line.text if not char.isspace()}
    for path in font_paths(line.type.weight):
        font = get_font([path])
        if all(font.get_char_index(ord(char)) for char in characters):
            return FontProperties(fname=path)
    return None
