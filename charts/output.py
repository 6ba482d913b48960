"""A scene as PNG, SVG or PDF, the same bytes each time; in the vectors words can be found."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, IdentityTransform, Transform, TransformedBbox

from charts.cache import PictureCache, picture_key
from charts.canvas import POINTS_PER_UNIT, draw_into, scene_figure
from charts.geometry import Box
from charts.png import png_bytes
from charts.scene import Line, Scene
from charts.sheet import Sheet, lay_sheets, window
from charts.theme import Theme
from charts.typeface import font_paths

Format = Literal["png", "svg", "pdf"]
POINTS_PER_INCH = 72.0


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


def to_pdf(scene: Scene, title: str) -> bytes:
    """Sheets of A3, the outlines with the same words over them unseen."""
    buffer = io.BytesIO()
    metadata = {"CreationDate": None, "Creator": None, "Producer": None, "Title": title or None}
    with PdfPages(buffer, metadata=metadata) as pages:
        for sheet in lay_sheets(scene):
            pages.savefig(_sheet_figure(scene, sheet))
    return buffer.getvalue()


def _sheet_figure(scene: Scene, sheet: Sheet) -> Figure:
    size = (sheet.width / POINTS_PER_INCH, sheet.height / POINTS_PER_INCH)
    figure = Figure(figsize=size, dpi=POINTS_PER_INCH, facecolor=scene.background)
    for piece in sheet.pieces:
        part = _part(scene, window(piece, scene))
        # Points are this figure's pixels: downward in the scene, upward on the sheet.
        to_sheet = Affine2D().translate(0, -piece.top).scale(sheet.scale, -sheet.scale)
        placed = to_sheet.translate(piece.x, sheet.height - piece.y)
        low = sheet.height - piece.y - (piece.bottom - piece.top) * sheet.scale
        shown = Bbox.from_bounds(
            piece.x, low, scene.width * sheet.scale, sheet.height - piece.y - low
        )
        transform = placed + figure.dpi_scale_trans.frozen().inverted() + figure.dpi_scale_trans
        draw_into(figure, part, transform, TransformedBbox(shown, IdentityTransform()))
        _write_over(figure, part, transform, sheet.scale)
    return figure


def _part(scene: Scene, shown: Box) -> Scene:
    """The scene with only those things that a window shows some of."""
    return replace(
        scene,
        shapes=[
            shape
            for shape in scene.shapes
            if shape.vertices[:, 1].max() > shown.y and shape.vertices[:, 1].min() < shown.bottom
        ],
        lines=[line for line in scene.lines if shown.y <= line.box.centre[1] < shown.bottom],
    )


def _write_over(figure: Figure, scene: Scene, transform: Transform, scale: float) -> None:
    for line in scene.lines:
        font = _font_of(line)
        if font is None:
            continue
        words = Text(
            line.x, line.baseline, line.text, font=font, size=line.type.size * scale, alpha=0.0,
            parse_math=False, transform=transform, va="baseline", ha="left", clip_on=False,
        )  # fmt: skip
        # A kerned hyphen looks like a blank to those who read the words back: "T- 12".
        words.set_fontfeatures(("-kern",))
        figure.add_artist(words, clip=False)


def _font_of(line: Line) -> FontProperties | None:
    """The first font of the chain that has the whole line; None leaves the outlines alone."""
    characters = {char for char in line.text if not char.isspace()}
    for path in font_paths(line.type.weight):
        font = get_font([path])
        if all(font.get_char_index(ord(char)) for char in characters):
            return FontProperties(fname=path)
    return None
