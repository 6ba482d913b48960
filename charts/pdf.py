"""A scene as PDF for print: sheets of A3, the outlines with the same words over them unseen."""

import io
from dataclasses import replace

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, IdentityTransform, Transform, TransformedBbox

from charts.canvas import draw_into
from charts.geometry import Box
from charts.scene import Line, Scene
from charts.sheet import Sheet, lay_sheets, window
from charts.typeface import font_paths

POINTS_PER_INCH = 72.0


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
