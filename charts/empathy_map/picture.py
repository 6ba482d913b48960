"""The empathy map as a scene."""

from charts.empathy_map.data import EmpathyMap
from charts.empathy_map.layout import Card, Field, lay_empathy
from charts.empathy_map.signs import draw_sign
from charts.page import WIDTH, draw_heading
from charts.portrait import draw_portrait
from charts.scene import Scene, Style
from charts.theme import LIGHT, Rgb, Theme, mixed

RADIUS, NOTE_RADIUS = 12.0, 8.0
WASH = 0.1


def empathy_map_scene(data: EmpathyMap, *, theme: Theme = LIGHT) -> Scene:
    """Everything the picture shows, as shapes and lines of text in layout units."""
    layout = lay_empathy(data)
    scene = Scene(WIDTH, layout.height, theme.paper)
    draw_heading(scene, layout.heading, theme)
    draw_portrait(scene, layout.portrait, theme)
    scene.block(layout.facts, theme.muted)
    for field in layout.fields:
        _draw_field(scene, field, theme)
    scene.block(layout.note, theme.muted)
    return scene


def field_colour(name: str, theme: Theme) -> Rgb:
    """What hurts and what helps differ from the rest, and by their signs from each other."""
    return {"pains": theme.worst, "gains": theme.best}.get(name, theme.observed)


def _draw_field(scene: Scene, field: Field, theme: Theme) -> None:
    colour = field_colour(field.name, theme)
    scene.rectangle(Style(fill=mixed(colour, theme.paper, WASH)), field.box, RADIUS)
    draw_sign(scene, field.name, field.mark, colour)
    scene.block(field.label, theme.ink)
    for card in field.cards:
        _draw_card(scene, card, theme)
    if field.nothing:
        scene.block(field.nothing, theme.muted)


def _draw_card(scene: Scene, card: Card, theme: Theme) -> None:
    """A note: filled when it was seen, dashed when it is assumed."""
    if card.note.assumption:
        style = Style(stroke=theme.muted, width=1.4, dash=(5, 4))
        scene.rectangle(style, card.box.inset(0.7), NOTE_RADIUS, 1)
    else:
        scene.rectangle(Style(theme.card, theme.line, 1.0), card.box, NOTE_RADIUS, 1)
    scene.block(card.words, theme.ink)
    scene.block(card.known, theme.muted)
