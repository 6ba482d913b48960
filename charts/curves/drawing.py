"""Draws bands of a curve: stages, scale, spread, dashed and solid line, points and their words."""

from collections.abc import Sequence

from charts.curves.layout import Band, Column, Mark
from charts.geometry import Box
from charts.icons import draw_face
from charts.journey_map.curve import Point, emotion_level, monotone, runs
from charts.page import MARGIN
from charts.scene import CURVE, LINE, MOVE, Scene, Style
from charts.theme import PAGE_LABEL, Theme
from charts.wrapping import Block

COLUMNS, GRID, SPREAD, LINES, POINTS = 0, 1, 2, 4, 6
RADIUS = 8.0
FACE = 32.0
DASH = (8.0, 6.0)
WHISKER = 12.0


def draw_band(scene: Scene, band: Band, theme: Theme) -> None:
    for column in band.columns:
        _draw_column(scene, column, theme)
    _draw_scale(scene, band.plot, theme)
    _draw_spread(scene, band, theme)
    dashed = Style(stroke=theme.planned, width=2.4, dash=DASH)
    for stretch in runs(band.dashed):
        _draw_line(scene, stretch, dashed)
    for stretch in runs(band.solid):
        _draw_line(scene, stretch, Style(stroke=theme.observed, width=4.6))
    for mark in band.marks:
        _draw_mark(scene, mark, theme)


def _draw_column(scene: Scene, column: Column, theme: Theme) -> None:
    scene.rectangle(Style(fill=theme.column), column.box, RADIUS, COLUMNS)
    scene.rectangle(Style(fill=theme.stage), column.head, RADIUS, COLUMNS)
    scene.block(column.name, theme.stage_ink, align=0.5)
    for words in column.words:
        scene.block(words, theme.ink)


def _draw_scale(scene: Scene, plot: Box, theme: Theme) -> None:
    """Lines for each step of the scale, with faces at its ends."""
    for emotion in (2, 1, 0, -1, -2):
        y = emotion_level(plot, emotion)
        style = Style(stroke=theme.grid if emotion else theme.planned, width=1.2)
        scene.polyline(style, [(plot.x, y), (plot.right, y)], GRID)
    for emotion, words, colour in ((2, "+2", theme.best), (-2, "\u22122", theme.worst)):
        y = emotion_level(plot, emotion)
        face = Box(MARGIN, y - FACE / 2, FACE, FACE)
        draw_face(scene, emotion / 2, face, Style(stroke=colour, width=2.1), GRID)
        _scale_words(scene, words, y + FACE / 2 + 13, colour)
    _scale_words(scene, "0", emotion_level(plot, 0), theme.muted)


def _scale_words(scene: Scene, words: str, middle: float, colour: str) -> None:
    height = PAGE_LABEL.size * PAGE_LABEL.leading
    box = Box(MARGIN, middle - height / 2, FACE, height)
    scene.block(Block((words,), PAGE_LABEL, box), colour, align=0.5)


def _draw_spread(scene: Scene, band: Band, theme: Theme) -> None:
    """A soft band where neighbours have a spread, a soft bar where one stands alone."""
    known = [(mark.x, mark.spread[0] if mark.spread else None) for mark in band.marks]
    high = {mark.x: mark.spread[1] for mark in band.marks if mark.spread}
    breaks = [(c.box.centre[0], None) for c in band.columns if not c.span.points]
    style = Style(fill=theme.observed_soft)
    for low in runs(sorted([*known, *breaks], key=lambda point: point[0])):
        if len(low) == 1:
            (x, bottom) = low[0]
            top = high[x]
            bar = Box(x - WHISKER / 2, top, WHISKER, max(1.0, bottom - top))
            scene.rectangle(style, bar, WHISKER / 2, SPREAD)
            continue
        upper = [(x, high[x]) for x, _ in low]
        points = [low[0], *monotone(low), *_reversed_curve(upper), low[0]]
        codes = [MOVE] + [CURVE] * (3 * (len(low) - 1)) + [LINE]
        codes += [CURVE] * (3 * (len(low) - 1)) + [LINE]
        scene.path(style, points, codes, SPREAD)


def _reversed_curve(points: Sequence[Point]) -> list[Point]:
    """The same curve from its end to its beginning."""
    return [points[0], *monotone(points)][::-1]


def _draw_line(scene: Scene, points: Sequence[Point], style: Style) -> None:
    if len(points) > 1:
        handles = monotone(points)
        scene.path(style, [points[0], *handles], [MOVE] + [CURVE] * len(handles), LINES)


def _draw_mark(scene: Scene, mark: Mark, theme: Theme) -> None:
    if mark.dashed is not None:
        style = Style(fill=theme.column, stroke=theme.planned, width=2.0)
        scene.circle(style, mark.x, mark.dashed, 4.6, POINTS - 1)
    if mark.solid is not None and mark.point.diamond:
        style = Style(fill=theme.moment, stroke=theme.column, width=2)
        scene.diamond(style, mark.x, mark.solid, 11.0, POINTS)
    elif mark.solid is not None:
        style = Style(fill=theme.observed, stroke=theme.column, width=2)
        scene.circle(style, mark.x, mark.solid, 7.6, POINTS)
    for index, words in enumerate(mark.labels):
        scene.block(words, theme.muted if index else theme.ink, align=0.5)


def draw_extreme(scene: Scene, mark: Mark, theme: Theme, *, up: bool) -> None:
    """An arrowhead beyond a point that stands out, for better or worse."""
    if mark.solid is None:
        return
    colour, away = (theme.best, -1) if up else (theme.worst, 1)
    near, far = mark.solid + away * 15, mark.solid + away * 28
    points = [(mark.x - 9, near), (mark.x + 9, near), (mark.x, far)]
    scene.polygon(Style(fill=colour, stroke=theme.column, width=1.5), points, POINTS)
