"""The plot of a scatter picture: its scales, quadrants with their names, and where points stand."""

from dataclasses import dataclass

from charts.geometry import Box
from charts.lettering import text_width
from charts.page import INNER, MARGIN
from charts.scatter.axes import Tick, across, gutter, up, x_ticks, y_ticks
from charts.scatter.data import Corner, Scatter, Spot, Zone
from charts.scatter.sign import reach
from charts.theme import PAGE_LABEL, PAGE_NAME
from charts.wrapping import Block, set_fitting, set_text

HEIGHT = 600.0
NAME_ROOM = 37.0
"""Above and below the points, for the quadrants' names."""

SIDE_ROOM = 14.0


@dataclass(frozen=True, slots=True)
class Quadrant:
    zone: Zone
    box: Box
    name: Block


@dataclass(frozen=True, slots=True)
class Frame:
    """`inner` is where points stand; the lines are None where nothing is divided."""

    box: Box
    inner: Box
    x_title: Block
    y_title: Block
    quadrants: tuple[Quadrant, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    x_line: float | None
    y_line: float | None
    bottom: float


def lay_frame(data: Scatter, y: float) -> Frame:
    y_title = set_text(data.y.title, PAGE_LABEL, MARGIN, y, INNER, 1)
    left = gutter(data.y)
    box = Box(MARGIN + left, y_title.box.bottom + 7, INNER - left, HEIGHT)
    largest = max(map(_extent, data.spots), default=0.0)
    inner = box.inset(SIDE_ROOM + largest, NAME_ROOM + largest)
    x_line = None if data.x.line is None else across(inner, data.x, data.x.line)
    y_line = None if data.y.line is None else up(inner, data.y, data.y.line)
    ticks = x_ticks(data.x, inner, box)
    x_title = set_text(data.x.title, PAGE_LABEL, box.x, box.bottom + 36, box.w, 1)
    return Frame(
        box, inner, x_title, y_title, _quadrants(data, box, x_line, y_line),
        ticks, y_ticks(data.y, inner, box), x_line, y_line, x_title.box.bottom,
    )  # fmt: skip


def _quadrants(
    data: Scatter, box: Box, x_line: float | None, y_line: float | None
) -> tuple[Quadrant, ...]:
    if x_line is None or y_line is None:
        return ()
    return tuple(
        _quadrant(corner, zone, box, x_line, y_line) for corner, zone in data.zones.items()
    )


def _quadrant(corner: Corner, zone: Zone, box: Box, x_line: float, y_line: float) -> Quadrant:
    right, top = corner
    x0, x1 = (x_line, box.right) if right else (box.x, x_line)
    y0, y1 = (box.y, y_line) if top else (y_line, box.bottom)
    part = Box(x0, y0, x1 - x0, y1 - y0)
    line = PAGE_NAME.size * PAGE_NAME.leading
    name_y = part.y + 9 if top else part.bottom - line - 9
    name = set_fitting(zone.name, PAGE_NAME, part.x + 12, name_y, part.w - 24)
    width = text_width(name.lines[0], name.type.size, name.type.weight) + 1
    x = part.right - 12 - width if right else part.x + 12
    return Quadrant(zone, part, Block(name.lines, name.type, Box(x, name_y, width, line)))


def _extent(spot: Spot) -> float:
    """How far from its middle a spot takes room."""
    return reach(spot.radius) if spot.discuss else spot.radius
