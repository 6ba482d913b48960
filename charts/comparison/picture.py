"""The comparison as a scene."""

from charts.comparison.changes import draw_section
from charts.comparison.data import Comparison
from charts.comparison.figures import draw_tile
from charts.comparison.layout import lay_comparison
from charts.curves.drawing import draw_band
from charts.legend import draw_legend
from charts.page import WIDTH, draw_heading
from charts.scene import Scene
from charts.theme import LIGHT, Theme


def comparison_scene(data: Comparison, *, theme: Theme = LIGHT) -> Scene:
    """Everything the picture shows, as shapes and lines of text in layout units."""
    layout = lay_comparison(data)
    scene = Scene(WIDTH, layout.height, theme.paper)
    draw_heading(scene, layout.heading, theme)
    for tile in layout.tiles:
        draw_tile(scene, tile, theme)
    draw_legend(scene, layout.legend, theme)
    for band in layout.bands:
        draw_band(scene, band, theme)
    scene.block(layout.note, theme.muted)
    for section in layout.sections:
        draw_section(scene, section, theme)
    return scene
