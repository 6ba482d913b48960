"""A KPI over time as a scene."""

from itertools import pairwise

from charts.geometry import Box
from charts.kpi.data import Kpi
from charts.kpi.layout import KpiLayout, lay_kpi
from charts.kpi.marks import Flag, Mark
from charts.kpi.signs import DASH
from charts.legend import draw_legend
from charts.page import WIDTH, draw_heading
from charts.scene import Scene, Style
from charts.theme import LIGHT, Theme

GRID, BAND, ACTIONS, TARGET, LINES, POINTS, WORDS = 0, 1, 2, 3, 4, 6, 7
WHISKER = 14.0
RADIUS = 7.6
GAP_DASH = (2.0, 7.0)


def kpi_scene(data: Kpi, *, theme: Theme = LIGHT) -> Scene:
    """Everything the picture shows, as shapes and lines of text in layout units."""
    layout = lay_kpi(data)
    scene = Scene(WIDTH, layout.height, theme.paper)
    draw_heading(scene, layout.heading, theme)
    for index, block in enumerate(layout.told):
        scene.block(block, theme.ink if index in (0, len(layout.told) - 1) else theme.muted)
    draw_legend(scene, layout.legend, theme)
    if layout.marks:
        _draw_plot(scene, layout, theme)
    for block in layout.listed:
        scene.block(block, theme.ink)
    return scene


def _draw_plot(scene: Scene, layout: KpiLayout, theme: Theme) -> None:
    plot = layout.plot
    scene.rectangle(Style(fill=theme.column), plot, 8.0, GRID)
    scene.block(layout.unit, theme.muted)
    for tick in layout.ticks:
        line = [(plot.x, tick.y), (plot.right, tick.y)]
        scene.polyline(Style(stroke=theme.grid, width=1.2), line, GRID)
        scene.block(tick.words, theme.muted, align=1.0)
    for flag in layout.flags:
        _draw_flag(scene, flag, plot, theme)
    _draw_bands(scene, layout.marks, theme)
    if layout.target:
        line = [(plot.x, layout.target.y), (plot.right, layout.target.y)]
        scene.polyline(Style(stroke=theme.best, width=2.6, dash=DASH), line, TARGET)
        scene.rectangle(Style(fill=theme.column), layout.target.pill, 6.0, WORDS)
        scene.block(layout.target.words, theme.best)
    for before, after in pairwise(layout.marks):
        style = Style(stroke=theme.observed, width=4.2)
        if not after.reading.follows:
            style = Style(stroke=theme.observed, width=2.6, dash=GAP_DASH)
        scene.polyline(style, [(before.x, before.y), (after.x, after.y)], LINES)
    for mark in layout.marks:
        scene.circle(Style(theme.observed, theme.column, 2.0), mark.x, mark.y, RADIUS, POINTS)
    for label in layout.labels:
        scene.block(label, theme.muted, align=0.5)


def _draw_bands(scene: Scene, marks: tuple[Mark, ...], theme: Theme) -> None:
    """The intervals, joined where two periods follow each other, a bar where one stands alone."""
    style = Style(fill=theme.observed_soft)
    joined: set[int] = set()
    for index, (before, after) in enumerate(pairwise(marks)):
        if before.band and after.band and after.reading.follows:
            joined |= {index, index + 1}
            over = [(before.x, before.band[0]), (after.x, after.band[0])]
            under = [(after.x, after.band[1]), (before.x, before.band[1])]
            scene.polygon(style, [*over, *under], BAND)
    for index, mark in enumerate(marks):
        if mark.band and index not in joined:
            top, bottom = mark.band
            bar = Box(mark.x - WHISKER / 2, top, WHISKER, max(1.0, bottom - top))
            scene.rectangle(style, bar, WHISKER / 2, BAND)


def _draw_flag(scene: Scene, flag: Flag, plot: Box, theme: Theme) -> None:
    top = flag.pill.bottom if flag.pill else plot.y
    scene.polyline(
        Style(stroke=theme.moment, width=1.8), [(flag.x, top), (flag.x, plot.bottom)], ACTIONS
    )
    if flag.pill and flag.words:
        scene.rectangle(Style(fill=theme.moment), flag.pill, flag.pill.h / 2, WORDS)
        scene.block(flag.words, theme.paper, align=0.5)
