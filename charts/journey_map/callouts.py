"""Where the best and the worst moment are named on the emotion curve, and how."""

from charts.geometry import Box
from charts.journey_map.curve import Moment, Plot
from charts.journey_map.data import JourneyMap
from charts.lettering import text_width
from charts.numerals import signed
from charts.scene import Scene, Style
from charts.theme import CALLOUT, Theme
from charts.wrapping import Block

PILLS = 8
PILL_HEIGHT = 32.0
PILL_AWAY = 14.0
PILL_PAD = 11.0


def pill_box(moment: Moment, plot: Plot, *, up: bool, width: float) -> Box:
    """Where the words of the best or worst moment go: beyond its point, inside the plot."""
    y = moment.observed or 0.0
    top = y - PILL_AWAY - PILL_HEIGHT if up else y + PILL_AWAY
    top = max(plot.box.y + 1, min(top, plot.box.bottom - PILL_HEIGHT - 1))
    x = max(plot.box.x + 2, min(moment.x - width / 2, plot.box.right - width - 2))
    return Box(x, top, width, PILL_HEIGHT)


def outstanding(plot: Plot, data: JourneyMap) -> list[tuple[Moment, bool]]:
    """The best (True) and the worst (False) moment of all, as far as they are on this plot."""
    return [
        (moment, up)
        for point, up in ((data.best, True), (data.worst, False))
        for moment in plot.moments
        if point is not None and moment.touchpoint is point
    ]


def _pill_words(moment: Moment) -> str:
    touchpoint = moment.touchpoint
    return " ".join(f"{touchpoint.number} {signed(touchpoint.observed or 0.0)}".split())


def called_out(moment: Moment, plot: Plot, *, up: bool) -> Box:
    """Where the best or the worst moment is named."""
    width = text_width(_pill_words(moment), CALLOUT.size, CALLOUT.weight)
    return pill_box(moment, plot, up=up, width=width + 2 * PILL_PAD)


def draw_pill(scene: Scene, moment: Moment, plot: Plot, *, up: bool, theme: Theme) -> None:
    box = called_out(moment, plot, up=up)
    scene.rectangle(Style(fill=theme.best if up else theme.worst), box, PILL_HEIGHT / 2, PILLS)
    height = CALLOUT.size * CALLOUT.leading
    top = box.y + (PILL_HEIGHT - height) / 2
    inner = Box(box.x + PILL_PAD, top, box.w - 2 * PILL_PAD + 0.5, height)
    scene.block(Block((_pill_words(moment),), CALLOUT, inner), theme.paper, align=0.5)
