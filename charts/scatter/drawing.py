"""Draws a scatter picture's plot: quadrants, scales, points, labels and the lines to them."""

from collections.abc import Sequence

from charts.scatter.axes import Tick
from charts.scatter.frame import Frame
from charts.scatter.labelling import Labelling
from charts.scatter.marks import Mark
from charts.scatter.sign import draw_sign
from charts.scene import Scene, Style
from charts.theme import Theme, mixed

WASH = 0.1
TINTS, GRID, LEADERS, MARKS, LAST_MARK = 0, 1, 2, 3, 89
DASH = (7.0, 6.0)
RIM = 1.6


def draw_frame(scene: Scene, frame: Frame, theme: Theme) -> None:
    box = frame.box
    if not frame.quadrants:
        scene.rectangle(Style(fill=theme.column), box, layer=TINTS)
    for quadrant in frame.quadrants:
        colour = quadrant.zone.colour(theme)
        scene.rectangle(Style(fill=mixed(colour, theme.paper, WASH)), quadrant.box, layer=TINTS)
        scene.block(quadrant.name, colour)
    scene.block(frame.y_title, theme.muted)
    scene.block(frame.x_title, theme.muted, align=1.0)
    for tick in frame.x_ticks:
        ends = [(tick.at, box.y), (tick.at, box.bottom)]
        _draw_tick(scene, tick, ends, theme, align=0.5)
    for tick in frame.y_ticks:
        ends = [(box.x, tick.at), (box.right, tick.at)]
        _draw_tick(scene, tick, ends, theme, align=1.0)


def _draw_tick(
    scene: Scene, tick: Tick, ends: list[tuple[float, float]], theme: Theme, *, align: float
) -> None:
    """A thin line for a round number, a dashed one where the plot is divided."""
    if tick.pill:
        scene.rectangle(Style(fill=theme.badge), tick.pill, tick.pill.h / 2, GRID)
        scene.polyline(Style(stroke=theme.planned, width=1.8, dash=DASH), ends, GRID)
    else:
        scene.polyline(Style(stroke=theme.grid, width=1.1), ends, GRID)
    scene.block(tick.words, theme.badge_ink if tick.pill else theme.muted, align=align)


def draw_points(scene: Scene, marks: Sequence[Mark], labelling: Labelling, theme: Theme) -> None:
    """Large ones first, so that small ones over them are seen."""
    for written in labelling.written:
        if written.placed.leader:
            style = Style(stroke=theme.muted, width=1.3)
            scene.polyline(style, list(written.placed.leader), LEADERS)
        for block in written.blocks:
            scene.block(block, theme.ink, align=written.align)
    ordered = sorted(marks, key=lambda mark: -mark.disc.radius)
    for place, mark in enumerate(ordered, MARKS):
        _draw_mark(scene, mark, theme, min(place, LAST_MARK))
    for mark in ordered:
        if mark.sign:
            draw_sign(scene, mark.sign, theme)


def _draw_mark(scene: Scene, mark: Mark, theme: Theme, layer: int) -> None:
    colour = mark.zone.colour(theme)
    for disc, hollow in zip(mark.rings, mark.hollow, strict=True):
        if hollow:
            scene.circle(Style(theme.paper, colour, 2.4), disc.x, disc.y, disc.radius - 1, layer)
        else:
            scene.circle(Style(colour, theme.paper, RIM), disc.x, disc.y, disc.radius, layer)
