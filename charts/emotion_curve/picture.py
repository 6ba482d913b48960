"""The emotion curve as a scene."""

from charts.curves.drawing import draw_band, draw_extreme
from charts.emotion_curve.callout import draw_callout
from charts.emotion_curve.data import EmotionCurve
from charts.emotion_curve.layout import lay_curve
from charts.legend import draw_legend
from charts.page import WIDTH, draw_heading
from charts.scene import Scene
from charts.theme import LIGHT, Theme


def emotion_curve_scene(data: EmotionCurve, *, theme: Theme = LIGHT) -> Scene:
    """Everything the picture shows, as shapes and lines of text in layout units."""
    layout = lay_curve(data)
    scene = Scene(WIDTH, layout.height, theme.paper)
    draw_heading(scene, layout.heading, theme)
    for callout in layout.callouts:
        draw_callout(scene, callout, theme)
    draw_legend(scene, layout.legend, theme)
    for band in layout.bands:
        draw_band(scene, band, theme)
        for mark in band.marks:
            if data.best and mark.point.number == data.best.number:
                draw_extreme(scene, mark, theme, up=True)
            if data.worst and mark.point.number == data.worst.number:
                draw_extreme(scene, mark, theme, up=False)
    scene.block(layout.note, theme.muted)
    return scene
