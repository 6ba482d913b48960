"""Draws the stages' arrows and goals, the touchpoints' cards and the pain points."""

from charts.geometry import Box
from charts.icons import draw_channel
from charts.journey_map.cards import Card, PainEntry
from charts.journey_map.columns import MARGIN, WIDTH
from charts.journey_map.data import JourneyMap
from charts.journey_map.draw_header import draw_badge, draw_pips
from charts.journey_map.layout import Row
from charts.journey_map.stage_column import POINT, StageColumn
from charts.scene import Scene, Style
from charts.theme import GOAL, LABEL, Theme

RADIUS = 9.0
CARDS, MARKS = 3, 4


def draw_row(scene: Scene, row: Row, data: JourneyMap, theme: Theme) -> None:
    for y in row.lines:
        scene.polyline(Style(stroke=theme.line, width=1), [(MARGIN, y), (WIDTH - MARGIN, y)], 1)
    for words in row.lanes:
        scene.block(words, theme.muted)
    hottest = data.pains[0].heat if data.pains else 0.0
    warmest = max((point.heat for point in data.touchpoints), default=0.0)
    for column in row.stages:
        _draw_head(scene, column, theme)
        for card in column.cards:
            _draw_card(scene, card, warmest, theme)
        if column.no_cards:
            _draw_invitation(scene, column.no_cards, theme)
        for entry in column.pains:
            _draw_pain(scene, entry, hottest, theme)
        if column.note:
            scene.block(column.note, theme.muted)


def _draw_head(scene: Scene, column: StageColumn, theme: Theme) -> None:
    scene.rectangle(Style(fill=theme.column), column.column, RADIUS)
    box = column.arrow
    middle = box.y + box.h / 2
    # each arrow's point reaches into the notch of the next one
    points = [
        (box.x, box.y), (box.right - POINT + 4, box.y), (box.right + 4, middle),
        (box.right - POINT + 4, box.bottom), (box.x, box.bottom), (box.x + POINT, middle),
    ]  # fmt: skip
    scene.polygon(Style(fill=theme.stage), points, 2)
    scene.block(column.name, theme.stage_ink)
    if column.funnel:
        scene.block(column.funnel, theme.muted)
    scene.block(column.goal, theme.ink if column.stage.goal else theme.muted)


def _draw_card(scene: Scene, card: Card, warmest: float, theme: Theme) -> None:
    scene.rectangle(Style(theme.card, theme.line, 1.1), card.box, RADIUS, CARDS)
    scene.block(card.number, theme.muted)
    if card.moment:
        scene.diamond(Style(fill=theme.moment), *card.moment, 6.5, MARKS)
    if card.pips:
        draw_pips(scene, card.touchpoint.significance or 0, *card.pips, theme)
    if card.dot and card.heat:
        shade = theme.heat_colour(card.touchpoint.heat / warmest)
        scene.circle(Style(fill=shade), *card.dot, MARKS)
        scene.block(card.heat, theme.ink)
    scene.block(card.name, theme.ink)
    ink = Style(stroke=theme.muted, width=1.3)
    draw_channel(scene, card.touchpoint.channel, card.icon, ink, MARKS)
    scene.block(card.where, theme.muted)
    if card.badge_words.lines:
        draw_badge(scene, card.badge, theme, assumed=card.touchpoint.evidence == "assumption")
        scene.block(card.badge_words, theme.badge_ink)


def _draw_invitation(scene: Scene, box: Box, theme: Theme) -> None:
    scene.rectangle(Style(stroke=theme.planned, width=1.2, dash=(5, 4)), box, RADIUS, CARDS)
    inner = box.inset(8, 12)
    scene.text("No touchpoint yet", LABEL, theme.ink, inner, align=0.5)
    below = Box(inner.x, inner.y + 18, inner.w, inner.h - 18)
    scene.text("/touchpoint adds one", GOAL, theme.muted, below, align=0.5)


def _draw_pain(scene: Scene, entry: PainEntry, hottest: float, theme: Theme) -> None:
    scene.block(entry.number, theme.muted)
    scene.block(entry.heat, theme.ink, align=1.0)
    scene.rectangle(Style(fill=theme.track), entry.track, 4, CARDS)
    share = entry.pain.heat / hottest if hottest > 0 else 0.0
    scene.rectangle(Style(fill=theme.heat_colour(share)), entry.bar, 4, MARKS)
    scene.block(entry.title, theme.ink)
    scene.block(entry.detail, theme.muted)
