"""The flow as a scene."""

from itertools import pairwise

from charts.flow.data import Flow
from charts.flow.lanes import NODE, Lane, draw_node
from charts.flow.layout import Change, FlowLayout, Stop, lay_flow
from charts.geometry import Box
from charts.legend import draw_legend
from charts.page import WIDTH, draw_heading
from charts.scene import CURVE, LINE, MOVE, Scene, Style
from charts.theme import LIGHT, Theme, mixed

RADIUS = 8.0
LANES, WAY, HEADS, CHANGES = 0, 3, 4, 5
BEND = 46.0
WASH = 0.14


def flow_scene(data: Flow, *, theme: Theme = LIGHT) -> Scene:
    """Everything the picture shows, as shapes and lines of text in layout units."""
    layout = lay_flow(data)
    scene = Scene(WIDTH, layout.height, theme.paper)
    draw_heading(scene, layout.heading, theme)
    scene.block(layout.facts, theme.ink)
    draw_legend(scene, layout.legend, theme)
    _draw_lanes(scene, layout, theme)
    for head in layout.heads:
        scene.rectangle(Style(fill=theme.stage), head.box, RADIUS, HEADS)
        scene.block(head.name, theme.stage_ink)
    for change in layout.changes:
        _draw_change(scene, change, theme)
    for one, other in pairwise(layout.stops):
        _draw_way(scene, one, other, theme)
    for stop in layout.stops:
        _draw_stop(scene, stop, theme)
    for note in layout.notes:
        scene.block(note, theme.muted)
    return scene


def _draw_lanes(scene: Scene, layout: FlowLayout, theme: Theme) -> None:
    if not layout.stops:
        return
    top, bottom = layout.heads[0].box.bottom + 6, layout.height - 24
    for lane in layout.lanes:
        _draw_lane(scene, lane, top, bottom, theme)


def _draw_lane(scene: Scene, lane: Lane, top: float, bottom: float, theme: Theme) -> None:
    box = Box(lane.x - NODE + 2, top, 2 * NODE - 4, bottom - top)
    scene.rectangle(Style(fill=theme.column), box, NODE - 2, LANES)


def _draw_way(scene: Scene, one: Stop, other: Stop, theme: Theme) -> None:
    """Straight down in a lane, a soft bend from one lane to another near the later stop."""
    style = Style(stroke=theme.observed, width=4.2)
    if one.x == other.x:
        scene.polyline(style, [(one.x, one.y), (other.x, other.y)], WAY)
        return
    turn = max(one.y, other.y - BEND - NODE)
    middle = (turn + other.y) / 2
    points = [
        (one.x, one.y), (one.x, turn),
        (one.x, middle), (other.x, middle), (other.x, other.y),
    ]  # fmt: skip
    scene.path(style, points, [MOVE, LINE, CURVE, CURVE, CURVE], WAY)


def _draw_change(scene: Scene, change: Change, theme: Theme) -> None:
    box = change.box
    scene.rectangle(Style(fill=mixed(theme.worst, theme.paper, WASH)), box, RADIUS, CHANGES)
    _draw_swap(scene, Box(box.x + 10, box.centre[1] - 8, 18, 16), theme)
    scene.block(change.words, theme.ink)


def _draw_swap(scene: Scene, box: Box, theme: Theme) -> None:
    """Two arrows, one to and one fro: from hand to hand."""
    style = Style(stroke=theme.worst, width=2.0)
    for y, tip, tail in ((box.y + 4, box.right, box.x), (box.bottom - 4, box.x, box.right)):
        back = 5 if tip > tail else -5
        scene.polyline(style, [(tail, y), (tip, y)], CHANGES + 1)
        points = [(tip - back, y - 4), (tip, y), (tip - back, y + 4)]
        scene.polyline(style, points, CHANGES + 1)


def _draw_stop(scene: Scene, stop: Stop, theme: Theme) -> None:
    step = stop.step
    draw_node(scene, step.channel, stop.x, stop.y, theme, moment=step.moment_of_truth)
    scene.block(stop.name, theme.ink)
    scene.block(stop.where, theme.muted)
