"""The channels' lanes of a flow: where each runs, and what it is called."""

from dataclasses import dataclass

from charts.geometry import Box
from charts.icons import draw_channel
from charts.legend import Draw
from charts.page import MARGIN
from charts.scene import Scene, Style
from charts.theme import Theme

WIDEST, NARROWEST = 64.0, 36.0
ROOM = 330.0
"""What all lanes together may take of the page; the words beside them need the rest."""

NODE = 16.0
ICON = 19.0


@dataclass(frozen=True, slots=True)
class Lane:
    channel: str
    x: float


def lay_lanes(channels: list[str]) -> tuple[Lane, ...]:
    step = max(NARROWEST - 6, min(WIDEST, ROOM / max(1, len(channels))))
    return tuple(
        Lane(name, MARGIN + NODE + 8 + index * step) for index, name in enumerate(channels)
    )


def lanes_right(lanes: tuple[Lane, ...]) -> float:
    return lanes[-1].x + NODE if lanes else MARGIN


def channel_words(channel: str) -> str:
    return channel.capitalize()


def draw_node(
    scene: Scene, channel: str, x: float, y: float, theme: Theme, *, moment: bool
) -> None:
    """The channel's sign in a disc; a moment of truth stands in a diamond."""
    colour = theme.moment if moment else theme.stage
    if moment:
        scene.diamond(Style(colour, theme.paper, 3), x, y, NODE + 8, 6)
    else:
        scene.circle(Style(colour, theme.paper, 3), x, y, NODE + 1, 6)
    ink = theme.paper if moment else theme.stage_ink
    icon = Box(x - ICON / 2, y - ICON / 2, ICON, ICON)
    draw_channel(scene, channel, icon, Style(stroke=ink, width=1.7), 7)


def channel_sign(channel: str) -> Draw:
    """The channel's disc, for the legend."""

    def draw(scene: Scene, box: Box, theme: Theme) -> None:
        draw_node(scene, channel, *box.centre, theme, moment=False)

    return draw
