"""Draws the emotion curve: scale, planned and observed lines, best and worst moment."""

from collections.abc import Sequence

from charts.geometry import Box
from charts.journey_map.callouts import PILLS, draw_pill, outstanding
from charts.journey_map.curve import Moment, Plot, Point, monotone, runs
from charts.journey_map.data import JourneyMap
from charts.journey_map.draw_scale import draw_scale
from charts.lettering import text_width
from charts.scene import CLOSE, CURVE, LINE, MOVE, Scene, Style
from charts.theme import GOAL, LABEL, Theme
from charts.wrapping import set_text

GRIDLINES, LINES, POINTS = 2, 4, 6
NOT_OBSERVED = ("Not observed yet", "/pain logs what customers really meet")
NO_CURVE = ("No feelings to show yet", "/touchpoint begins the curve")


def draw_curve(scene: Scene, plot: Plot, data: JourneyMap, theme: Theme) -> None:
    draw_scale(scene, plot, data, theme)
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
    for tick in plot.ticks:
        scene.block(tick.number, theme.ink, align=0.5)
        scene.block(tick.count, theme.muted, align=0.5)
    for moment, up in outstanding(plot, data):
        draw_pill(scene, moment, plot, up=up, theme=theme)
    if not plot.moments:
        _invite(scene, plot, theme, NO_CURVE)
    elif not runs(observed):
        _invite(scene, plot, theme, NOT_OBSERVED)


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
