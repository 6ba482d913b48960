"""Draws the map's title, key facts and legend."""

from charts.geometry import Box
from charts.icons import draw_face
from charts.journey_map.cards import PIP
from charts.journey_map.facts import Fact
from charts.journey_map.header import Header, LegendItem
from charts.scene import Scene, Style
from charts.theme import Rgb, Theme

RADIUS = 10.0
STRIPE = 5.0


def draw_header(scene: Scene, header: Header, theme: Theme) -> None:
    scene.block(header.title, theme.ink)
    scene.block(header.subtitle, theme.muted)
    scene.block(header.filters, theme.observed)
    scene.block(header.kpis, theme.ink)
    scene.block(header.as_of, theme.muted, align=1.0)
    for fact in header.facts:
        _draw_fact(scene, fact, theme)
    for item in header.legend:
        _draw_mark(scene, item, theme)
        scene.block(item.words, theme.muted)


def fact_colour(fact: Fact, theme: Theme) -> Rgb:
    """What is not known yet stays grey."""
    if fact.figure.lines == ("\u2013",):
        return theme.muted
    return {"best": theme.best, "worst": theme.worst, "pain": theme.heat[3]}[fact.kind]


def _draw_fact(scene: Scene, fact: Fact, theme: Theme) -> None:
    colour = fact_colour(fact, theme)
    scene.rectangle(Style(fill=theme.column), fact.box, RADIUS)
    stripe = Box(fact.box.x, fact.box.y + 12, STRIPE, fact.box.h - 24)
    scene.rectangle(Style(fill=colour), stripe, STRIPE / 2, layer=1)
    scene.block(fact.label, theme.muted)
    scene.block(fact.figure, colour)
    scene.block(fact.headline, theme.ink)
    scene.block(fact.quote, theme.ink)
    scene.block(fact.detail, theme.muted)
    scene.block(fact.caption, theme.muted)
    x, y = fact.figure.box.x + 1, fact.figure.box.bottom + 6
    if fact.kind != "pain":
        mood = 1.0 if fact.kind == "best" else -1.0
        draw_face(scene, mood, Box(x, y, 26, 26), Style(stroke=colour, width=1.8), layer=2)


def _draw_mark(scene: Scene, item: LegendItem, theme: Theme) -> None:
    box = item.mark
    x, y = box.centre
    line = [(box.x + 2, y), (box.right - 2, y)]
    match item.name:
        case "observed":
            scene.polyline(Style(stroke=theme.observed, width=3.4), line, layer=2)
            scene.circle(Style(theme.observed, theme.paper, 1.6), x, y, 5.0, layer=3)
        case "spread":
            scene.rectangle(Style(fill=theme.observed_soft), box.inset(2, 3), 4.0, layer=2)
        case "planned":
            scene.polyline(Style(stroke=theme.planned, width=2, dash=(6, 5)), line, layer=2)
        case "moment":
            scene.diamond(Style(fill=theme.moment), x, y, 6.5, layer=2)
        case "significance":
            draw_pips(scene, 3, box.x + 4, y, theme)
        case "heat":
            for step, shade in enumerate((theme.heat[0], theme.heat[2], theme.heat[4])):
                scene.circle(Style(fill=shade), box.x + 7 + step * 15, y, 3.2 + step * 2.1, layer=2)
        case _:
            draw_badge(scene, Box(box.x + 1, y - 8, 30, 16), theme, assumed=True)


def draw_pips(scene: Scene, filled: int, x: float, y: float, theme: Theme) -> None:
    """Five dots from `x` on, the first `filled` of them full."""
    for pip in range(5):
        style = Style(theme.ink if pip < filled else theme.track)
        scene.circle(style, x + pip * PIP, y, 2.9, layer=4)


def draw_badge(scene: Scene, box: Box, theme: Theme, *, assumed: bool) -> None:
    """A pill: dashed for what is only assumed, filled for what was seen."""
    if assumed:
        style = Style(stroke=theme.muted, width=1.1, dash=(3.5, 3))
    else:
        style = Style(fill=theme.badge)
    scene.rectangle(style, box, 9.0, layer=4)
