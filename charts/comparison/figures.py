"""The tiles above a comparison: each number before and after, and whether that is better."""

from dataclasses import dataclass, replace

from charts.comparison.data import Figure
from charts.geometry import Box
from charts.numerals import plain
from charts.page import INNER, MARGIN
from charts.rows import even_rows
from charts.scene import Scene, Style
from charts.theme import PAGE_FIGURE, PAGE_LABEL, PAGE_NOTE, Rgb, Theme
from charts.wrapping import Block, set_fitting, set_text

NARROWEST = 200.0
APART = 12.0
PAD = 14.0
RADIUS = 10.0
ARROW = 18.0


@dataclass(frozen=True, slots=True)
class Tile:
    """`way` is 1 for up, -1 for down, 0 for no change or none that is known."""

    figure: Figure
    box: Box
    label: Block
    after: Block
    before: Block
    arrow: Box | None
    way: int

    @property
    def better(self) -> bool | None:
        """None where nothing changed or neither way is the better one."""
        if not self.way or self.figure.better == "neither":
            return None
        return (self.way > 0) == (self.figure.better == "up")


def lay_figures(figures: tuple[Figure, ...], y: float) -> tuple[Tile, ...]:
    tiles: list[Tile] = []
    for row in even_rows([NARROWEST + APART] * len(figures), INNER + APART):
        width = (INNER + APART) / len(row) - APART
        line = [
            _lay(figures[at], Box(MARGIN + index * (width + APART), y, width, 0))
            for index, at in enumerate(row)
        ]
        height = max(tile.box.h for tile in line)
        tiles += [replace(tile, box=replace(tile.box, h=height)) for tile in line]
        y += height + APART
    return tuple(tiles)


def number(value: float | None) -> str:
    return "\u2013" if value is None else plain(value).replace("-", "\u2212")


def _lay(figure: Figure, box: Box) -> Tile:
    left, width = box.x + PAD, box.w - 2 * PAD
    label = set_text(figure.label, PAGE_LABEL, left, box.y + PAD - 3, width, 3)
    way = 0
    if figure.before is not None and figure.after is not None:
        shown = round(figure.after - figure.before, 1)
        way = (shown > 0) - (shown < 0)
    top = label.box.bottom + 2
    arrow = Box(left, top + 8, ARROW, ARROW) if way else None
    at = arrow.right + 8 if arrow else left
    after = set_fitting(number(figure.after), PAGE_FIGURE, at, top, left + width - at)
    told = f"before {number(figure.before)}"
    before = set_text(told, PAGE_NOTE, left, after.box.bottom + 1, width, 2)
    height = before.box.bottom + PAD - 3 - box.y
    return Tile(figure, replace(box, h=height), label, after, before, arrow, way)


def tile_colour(tile: Tile, theme: Theme) -> Rgb:
    return {True: theme.best, False: theme.worst, None: theme.ink}[tile.better]


def draw_tile(scene: Scene, tile: Tile, theme: Theme) -> None:
    colour = tile_colour(tile, theme)
    scene.rectangle(Style(fill=theme.column), tile.box, RADIUS)
    scene.block(tile.label, theme.muted)
    scene.block(tile.after, colour)
    scene.block(tile.before, theme.muted)
    if tile.arrow:
        draw_arrow(scene, tile.arrow, colour, up=tile.way > 0)


def draw_arrow(scene: Scene, box: Box, colour: Rgb, *, up: bool) -> None:
    """An arrowhead that points up or down."""
    tip, base = (box.y, box.bottom) if up else (box.bottom, box.y)
    inset = box.h * 0.12
    tip, base = (tip + inset, base - inset) if up else (tip - inset, base + inset)
    scene.polygon(Style(fill=colour), [(box.x, base), (box.right, base), (box.centre[0], tip)], 2)
