"""Draws what the emotion curve's heights mean, beside the plot or, on a phone, in its corners."""

from dataclasses import replace

from charts.geometry import Box
from charts.icons import draw_face
from charts.journey_map.callouts import called_out, outstanding
from charts.journey_map.curve import Plot
from charts.journey_map.data import JourneyMap
from charts.lettering import text_width
from charts.scene import Scene, Style
from charts.theme import SMALL, Theme

GRIDLINES, FACES = 2, 6
FACE = 30.0
SMALL_FACE = 20.0


def draw_scale(scene: Scene, plot: Plot, data: JourneyMap, theme: Theme) -> None:
    box = plot.box
    for emotion in (2, 1, 0, -1, -2):
        y = plot.level(emotion)
        style = Style(stroke=theme.grid if emotion else theme.planned, width=1.1)
        scene.polyline(style, [(box.x, y), (box.right, y)], GRIDLINES)
    if plot.scale_inside:
        _draw_scale_inside(scene, plot, data, theme)
        return
    for emotion, words, colour in (
        (2, "delighted", theme.best),
        (0, "neutral", theme.muted),
        (-2, "gives up", theme.worst),
    ):
        y = plot.level(emotion)
        face = Box(box.x - FACE - 26, y - FACE / 2, FACE, FACE)
        if emotion:
            draw_face(scene, emotion / 2, face, Style(stroke=colour, width=1.9), GRIDLINES)
            y += FACE / 2 + 9
        width = 76.0
        line = SMALL.size * SMALL.leading
        words_box = Box(box.x - width - 4, y - line / 2, width, line)
        scene.text(words, SMALL, colour, words_box, align=0.5)


def _draw_scale_inside(scene: Scene, plot: Plot, data: JourneyMap, theme: Theme) -> None:
    """Beyond the ends of the scale, on the side where no moment is called out."""
    box = plot.box
    called = [called_out(moment, plot, up=up) for moment, up in outstanding(plot, data)]
    line = SMALL.size * SMALL.leading
    for emotion, words, colour in ((2, "delighted", theme.best), (-2, "gives up", theme.worst)):
        y = box.y + 4 if emotion > 0 else box.bottom - SMALL_FACE - 4
        width = SMALL_FACE + 6 + text_width(words, SMALL.size, SMALL.weight) + 1
        place = Box(box.x + 6, y, width, SMALL_FACE)
        if any(place.overlaps(other, 0) for other in called):
            place = replace(place, x=box.right - width - 6)
        face = Box(place.x, y, SMALL_FACE, SMALL_FACE)
        draw_face(scene, emotion / 2, face, Style(stroke=colour, width=1.6), FACES)
        words_box = Box(face.right + 6, y + (SMALL_FACE - line) / 2, place.right - face.right, line)
        scene.text(words, SMALL, colour, words_box)
