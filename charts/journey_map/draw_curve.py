"""Draws the emotion curve: scale, planned and observed lines, best and worst moment."""

from collections.abc import Sequence

from charts.geometry import Box
from charts.icons import draw_face
from charts.journey_map.curve import Moment, Plot, Point, monotone, runs
from charts.journey_map.data import JourneyMap, Touchpoint
from charts.lettering import text_width
from charts.numerals import signed
from charts.scene import CLOSE, CURVE, LINE, MOVE, Scene, Style
from charts.theme import CALLOUT, GOAL, LABEL, SMALL, Rgb, Theme
from charts.wrapping import Block, set_text

GRIDLINES, FILL, LINES, POINTS, PILLS = 2, 3, 4, 6, 8
FACE = 30.0
PILL_HEIGHT = 32.0
PILL_AWAY = 14.0
NOT_OBSERVED = ("Not observed yet", "/pain logs what customers really meet")
NO_CURVE = ("No feelings to show yet", "/touchpoint begins the curve")


def draw_curve(scene: Scene, plot: Plot, data: JourneyMap, theme: Theme) -> None:
    _draw_scale(scene, plot, theme)
    observed, planned = plot.observed, plot.planned
    if any(point.spread for point in data.touchpoints):
        _draw_band(scene, plot, theme)
    else:
        for stretch in runs(observed):
            _draw_area(scene, stretch, plot.level(0), theme)
    _draw_lines(scene, planned, Style(stroke=theme.planned, width=2.2, dash=(7, 6)))
    _draw_lines(scene, observed, Style(stroke=theme.observed, width=4.5))
    for moment in plot.moments:
        _draw_moment(scene, moment, theme)
    for point, up, colour in ((data.best, True, theme.best), (data.worst, False, theme.worst)):
        for moment in plot.moments:
            if point is not None and moment.touchpoint is point:
                _draw_pill(scene, moment, plot, up=up, colour=colour, theme=theme)
    if not plot.moments:
        _invite(scene, plot, theme, NO_CURVE)
    elif not runs(observed):
        _invite(scene, plot, theme, NOT_OBSERVED)


def _draw_scale(scene: Scene, plot: Plot, theme: Theme) -> None:
    box = plot.box
    for emotion in (2, 1, 0, -1, -2):
        y = plot.level(emotion)
        style = Style(stroke=theme.grid if emotion else theme.planned, width=1.1)
        scene.polyline(style, [(box.x, y), (box.right, y)], GRIDLINES)
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


def _curve(points: Sequence[Point]) -> tuple[list[Point], list[int]]:
    handles = monotone(points)
    return [points[0], *handles], [MOVE] + [CURVE] * len(handles)


def _draw_lines(scene: Scene, points: Sequence[tuple[float, float | None]], style: Style) -> None:
    for stretch in runs(points):
        if len(stretch) > 1:
            scene.path(style, *_curve(stretch), LINES)


def _draw_area(scene: Scene, stretch: Sequence[Point], zero: float, theme: Theme) -> None:
    """The room between the observed line and neutral, so that ups and downs show from afar."""
    if len(stretch) < 2:  # noqa: PLR2004
        return
    points, codes = _curve(stretch)
    points += [(stretch[-1][0], zero), (stretch[0][0], zero), stretch[0]]
    codes += [LINE, LINE, CLOSE]
    scene.path(Style(fill=theme.observed_soft), points, codes, GRIDLINES - 1)


def _draw_band(scene: Scene, plot: Plot, theme: Theme) -> None:
    """How far feelings lie apart around the observed line."""
    for upper, lower in zip(runs(plot.edge(0)), runs(plot.edge(1)), strict=True):
        if len(upper) < 2:  # noqa: PLR2004
            whisker = [upper[0], lower[0]]
            scene.polyline(Style(stroke=theme.observed_soft, width=12), whisker, GRIDLINES - 1)
            continue
        points, codes = _curve(upper)
        back, _ = _curve(lower)
        points += [*reversed(back), upper[0]]
        codes += [LINE, *[CURVE] * (len(back) - 1), CLOSE]
        scene.path(Style(fill=theme.observed_soft), points, codes, GRIDLINES - 1)


def _draw_moment(scene: Scene, moment: Moment, theme: Theme) -> None:
    if moment.planned is not None:
        style = Style(fill=theme.column, stroke=theme.planned, width=1.8)
        scene.circle(style, moment.x, moment.planned, 4.0, POINTS - 1)
    if moment.observed is not None:
        if moment.touchpoint.moment_of_truth:
            style = Style(fill=theme.moment, stroke=theme.column, width=2)
            scene.diamond(style, moment.x, moment.observed, 10.0, POINTS)
        else:
            style = Style(fill=theme.observed, stroke=theme.column, width=2)
            scene.circle(style, moment.x, moment.observed, 7.0, POINTS)
    scene.block(moment.tick, theme.ink, align=0.5)
    scene.block(moment.count, theme.muted, align=0.5)


def pill_box(moment: Moment, plot: Plot, *, up: bool, width: float) -> Box:
    """Where the words of the best or worst moment go: beyond its point, inside the plot."""
    y = moment.observed or 0.0
    top = y - PILL_AWAY - PILL_HEIGHT if up else y + PILL_AWAY
    top = max(plot.box.y + 1, min(top, plot.box.bottom - PILL_HEIGHT - 1))
    x = max(plot.box.x + 2, min(moment.x - width / 2, plot.box.right - width - 2))
    return Box(x, top, width, PILL_HEIGHT)


def _draw_pill(
    scene: Scene, moment: Moment, plot: Plot, *, up: bool, colour: Rgb, theme: Theme
) -> None:
    touchpoint: Touchpoint = moment.touchpoint
    words = f"{touchpoint.number}  {signed(touchpoint.observed or 0.0)}"
    width = text_width(" ".join(words.split()), CALLOUT.size, CALLOUT.weight)
    box = pill_box(moment, plot, up=up, width=width + 22)
    scene.rectangle(Style(fill=colour), box, PILL_HEIGHT / 2, PILLS)
    height = CALLOUT.size * CALLOUT.leading
    inner = Box(box.x + 11, box.y + (PILL_HEIGHT - height) / 2, width + 0.5, height)
    scene.block(Block((" ".join(words.split()),), CALLOUT, inner), theme.paper, align=0.5)


def _invite(scene: Scene, plot: Plot, theme: Theme, words: tuple[str, str]) -> None:
    """An invitation, in a place of the plot where the planned line does not run."""
    strong = set_text(words[0], LABEL, 0, 0, plot.box.w)
    plain = set_text(words[1], GOAL, 0, 0, plot.box.w)
    width = max(text_width(b.lines[0], b.type.size, b.type.weight) for b in (strong, plain)) + 36
    height = strong.box.h + plain.box.h + 14
    width = min(width, plot.box.w - 4)
    planned = [moment.planned for moment in plot.moments if moment.planned is not None]
    low = sum(planned) / len(planned) < plot.level(0) if planned else True
    y = plot.box.bottom - height - 6 if low else plot.box.y + 6
    box = Box(plot.box.centre[0] - width / 2, y, width, height)
    scene.rectangle(Style(theme.card, theme.line, 1.2), box, 8.0, PILLS)
    inner = box.inset(16, 7)
    scene.text(words[0], LABEL, theme.ink, inner, align=0.5)
    below = Box(inner.x, inner.y + strong.box.h, inner.w, plain.box.h)
    scene.text(words[1], GOAL, theme.muted, below, align=0.5)
