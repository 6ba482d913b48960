"""The persona card as a scene."""

from charts.geometry import Box
from charts.page import WIDTH, draw_heading
from charts.persona_card.data import PersonaCard
from charts.persona_card.layout import Part, lay_card
from charts.portrait import draw_portrait
from charts.scene import Scene, Style
from charts.theme import LIGHT, Rgb, Theme, mixed

RADIUS = 10.0
WASH = 0.1
STRIPE = 6.0


def persona_card_scene(data: PersonaCard, *, theme: Theme = LIGHT) -> Scene:
    """Everything the picture shows, as shapes and lines of text in layout units."""
    layout = lay_card(data)
    scene = Scene(WIDTH, layout.height, theme.paper)
    draw_heading(scene, layout.heading, theme)
    draw_portrait(scene, layout.portrait, theme)
    _draw_badge(scene, layout.badge, theme, assumed=not data.sightings)
    scene.block(layout.badge_words, theme.badge_ink)
    if layout.quote_box:
        scene.rectangle(Style(fill=theme.observed_soft), layout.quote_box, RADIUS)
        _draw_marks(scene, layout.quote_box, theme)
    scene.block(layout.quote, theme.ink)
    for part in layout.parts:
        _draw_part(scene, part, theme)
    scene.block(layout.evidence_label, theme.muted)
    scene.block(layout.evidence, theme.muted)
    return scene


def _draw_badge(scene: Scene, box: Box, theme: Theme, *, assumed: bool) -> None:
    """Dashed for what nobody saw yet, filled for what was seen."""
    dashed = Style(stroke=theme.muted, width=1.4, dash=(5, 4))
    scene.rectangle(dashed if assumed else Style(fill=theme.badge), box, box.h / 2, 1)


def _draw_marks(scene: Scene, box: Box, theme: Theme) -> None:
    """Two commas, large, that say from afar: somebody speaks."""
    for x in (box.x + 18, box.x + 38):
        y = box.y + 18
        scene.circle(Style(fill=theme.observed), x + 7, y + 15, 7, 2)
        tail = [(x, y + 15), (x + 2, y + 5), (x + 11, y), (x + 12, y + 3), (x + 6, y + 9)]
        scene.polygon(Style(fill=theme.observed), tail, 2)


def part_colour(part: Part, theme: Theme) -> Rgb:
    colours = {"plus": theme.best, "minus": theme.worst, "bolt": theme.worst}
    return colours.get(part.sign, theme.observed)


def _draw_part(scene: Scene, part: Part, theme: Theme) -> None:
    colour = part_colour(part, theme)
    paired = part.sign in {"plus", "minus"}
    fill = mixed(colour, theme.paper, WASH) if paired else theme.column
    scene.rectangle(Style(fill=fill), part.box, RADIUS)
    _draw_sign(scene, part, theme)
    scene.block(part.label, theme.ink)
    for item in part.items:
        scene.circle(Style(fill=colour), *item.bullet, 3.6, 2)
        scene.block(item.words, theme.ink)
    if part.nothing:
        scene.block(part.nothing, theme.muted)


def _draw_sign(scene: Scene, part: Part, theme: Theme) -> None:
    """A target, plus, minus or lightning, white on a disc."""
    x, y = part.mark.centre
    scene.circle(Style(fill=part_colour(part, theme)), x, y, 12, 1)
    line = Style(stroke=theme.paper, width=2.4)
    match part.sign:
        case "goal":
            scene.circle(Style(stroke=theme.paper, width=2.0), x, y, 6.4, 2)
            scene.circle(Style(fill=theme.paper), x, y, 2.4, 2)
        case "bolt":
            points = [(2, -7), (-4, 1.5), (0, 1.5), (-2, 7), (4, -1.5), (0, -1.5)]
            scene.polygon(Style(fill=theme.paper), [(x + dx, y + dy) for dx, dy in points], 2)
        case sign:
            scene.polyline(line, [(x - 5.5, y), (x + 5.5, y)], 2)
            if sign == "plus":
                scene.polyline(line, [(x, y - 5.5), (x, y + 5.5)], 2)
