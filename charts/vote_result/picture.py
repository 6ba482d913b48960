"""The vote's result as a scene."""

from charts.page import WIDTH, draw_heading
from charts.scene import Scene, Style
from charts.theme import LIGHT, Theme
from charts.vote_result.data import VoteResult
from charts.vote_result.layout import BADGE, BAR, Row, lay_result
from charts.vote_result.turnout import draw_tile


def vote_result_scene(data: VoteResult, *, theme: Theme = LIGHT) -> Scene:
    """Everything the picture shows, as shapes and lines of text in layout units."""
    layout = lay_result(data)
    scene = Scene(WIDTH, layout.height, theme.paper)
    draw_heading(scene, layout.heading, theme)
    for tile in layout.tiles:
        draw_tile(scene, tile, theme)
    for rail in layout.ties:
        scene.rectangle(Style(fill=theme.badge), rail, BADGE / 2)
    for row in layout.rows:
        _draw_row(scene, row, theme)
    scene.block(layout.note, theme.muted)
    return scene


def _draw_row(scene: Scene, row: Row, theme: Theme) -> None:
    leads = row.option.rank == 1 and row.option.dots > 0
    fill = theme.stage if leads else theme.badge
    scene.circle(Style(fill=fill), *row.badge.centre, BADGE / 2 - (3 if leads else 0), layer=1)
    scene.block(row.rank, theme.stage_ink if leads else theme.badge_ink, align=0.5)
    scene.block(row.label, theme.ink)
    scene.rectangle(Style(fill=theme.track), row.track, BAR / 2, layer=1)
    if row.bar:
        scene.rectangle(Style(fill=theme.observed), row.bar, BAR / 2, layer=2)
    scene.block(row.dots, theme.ink if row.option.dots else theme.muted, align=1.0)
    scene.block(row.detail, theme.muted, align=1.0)
