"""A line of small signs and what they mean, as many lines as it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from charts.geometry import Box
from charts.lettering import text_width
from charts.page import INNER, MARGIN
from charts.scene import Scene
from charts.script import drawable
from charts.theme import PAGE_NOTE, Theme
from charts.wrapping import Block, set_text

HEIGHT = 24.0
AWAY = 7.0
APART = 20.0

Draw = Callable[[Scene, Box, Theme], None]


@dataclass(frozen=True, slots=True)
class Sign:
    """`draw` draws it into a box `width` wide."""

    words: str
    width: float
    draw: Draw


@dataclass(frozen=True, slots=True)
class Entry:
    sign: Sign
    mark: Box
    words: Block


@dataclass(frozen=True, slots=True)
class Legend:
    entries: tuple[Entry, ...]
    bottom: float


def lay_legend(signs: Sequence[Sign], y: float, line: float = HEIGHT) -> Legend:
    """Signs from `y` downward, in lines `line` high."""
    left = MARGIN
    entries = []
    x, right = left, MARGIN + INNER
    for sign in signs:
        room = right - left - sign.width - AWAY
        words = drawable(sign.words, PAGE_NOTE.weight)
        width = min(room, text_width(words, PAGE_NOTE.size, PAGE_NOTE.weight) + 3)
        if x > left and x + sign.width + AWAY + width > right:
            x, y = left, y + line + 2
        mark = Box(x, y, sign.width, line)
        top = y + (line - PAGE_NOTE.size * PAGE_NOTE.leading) / 2
        block = set_text(words, PAGE_NOTE, mark.right + AWAY, top, width, 1)
        entries.append(Entry(sign, mark, block))
        x = mark.right + AWAY + width + APART
    return Legend(tuple(entries), y + line if entries else y)


def draw_legend(scene: Scene, legend: Legend, theme: Theme) -> None:
    for entry in legend.entries:
        entry.sign.draw(scene, entry.mark, theme)
        scene.block(entry.words, theme.muted)
