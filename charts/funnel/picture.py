"""The funnel as a scene."""

from charts.funnel.data import Funnel
from charts.funnel.layout import Row, Step, lay_funnel
from charts.page import WIDTH, draw_heading
from charts.scene import Scene, Style
from charts.theme import LIGHT, Theme

RADIUS = 9.0
SLOPES, BARS, PILLS = 0, 2, 3


def funnel_scene(data: Funnel, *, theme: Theme = LIGHT) -> Scene:
    """Everything the picture shows, as shapes and lines of text in layout units."""
    layout = lay_funnel(data)
    scene = Scene(WIDTH, layout.height, theme.paper)
    draw_heading(scene, layout.heading, theme)
    scene.block(layout.facts, theme.ink)
    scene.block(layout.more, theme.muted)
    for step in layout.steps:
        _draw_step(scene, step, theme)
    for row in layout.rows:
        _draw_row(scene, row, theme)
    scene.block(layout.note, theme.muted)
    return scene


def _draw_row(scene: Scene, row: Row, theme: Theme) -> None:
    scene.block(row.name, theme.ink)
    scene.block(row.place, theme.muted)
    if row.stage.count is None:
        dashed = Style(theme.paper, theme.planned, 1.5, (6, 5))
        scene.rectangle(dashed, row.bar.inset(0.8), RADIUS, BARS)
        scene.block(row.figure, theme.muted, align=0.5)
        return
    scene.rectangle(Style(fill=theme.observed), row.bar, RADIUS, BARS)
    if row.inside:
        scene.block(row.figure, theme.paper, align=0.5)
    else:
        scene.block(row.figure, theme.ink)


def _draw_step(scene: Scene, step: Step, theme: Theme) -> None:
    scene.polygon(Style(fill=theme.observed_soft), step.slope, SLOPES)
    fill = theme.worst if step.steepest else theme.badge
    scene.rectangle(Style(fill, theme.paper, 2), step.pill, step.pill.h / 2, PILLS)
    scene.block(step.words, theme.paper if step.steepest else theme.badge_ink, align=0.5)
