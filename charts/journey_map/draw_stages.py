"""Draws the stages' arrows and goals, the touchpoints' cards and the pain points."""

from charts.geometry import Box
from charts.icons import draw_channel
from charts.journey_map.cards import Card, PainEntry
from charts.journey_map.columns import frame_of
from charts.journey_map.data import JourneyMap
from charts.journey_map.draw_header import draw_badge, draw_pips
from charts.journey_map.layers import DECISIONS
from charts.journey_map.notes import CORNER, FRAMED
from charts.journey_map.row import Row
from charts.journey_map.stage_column import POINT, NoteEntry, StageColumn
from charts.scene import Scene, Style
from charts.theme import GOAL, LABEL, Rgb, Theme

RADIUS = 9.0
CARDS, MARKS = 3, 4
INVITATION = ("No touchpoint yet", "/touchpoint adds one")


def draw_row(scene: Scene, row: Row, data: JourneyMap, theme: Theme) -> None:
    margin = frame_of(data.view).margin
    for y in row.lines:
        line = [(margin, y), (scene.width - margin, y)]
        scene.polyline(Style(stroke=theme.line, width=1), line, 1)
    for words in row.lanes:
        scene.block(words, theme.muted)
    hottest = data.pains[0].heat if data.pains else 0.0
    warmest = max((point.heat for point in data.touchpoints), default=0.0)
    for column in row.stages:
        _draw_head(scene, column, theme)
        for card in column.cards:
            _draw_card(scene, card, warmest, theme)
        if column.no_cards:
            _draw_invitation(scene, column.no_cards, theme, narrowed=bool(data.filters))
        for entry in column.pains:
            _draw_pain(scene, entry, hottest, theme)
        for note in column.notes:
            _draw_note(scene, note, theme)
        for remark in (*([column.note] if column.note else []), *column.remarks):
            scene.block(remark, theme.muted)


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
    if column.goal.lines:
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


def _draw_invitation(scene: Scene, box: Box, theme: Theme, *, narrowed: bool) -> None:
    scene.rectangle(Style(stroke=theme.planned, width=1.2, dash=(5, 4)), box, RADIUS, CARDS)
    inner = box.inset(8, 12)
    words = ("No touchpoint", "fits here") if narrowed else INVITATION
    scene.text(words[0], LABEL, theme.ink, inner, align=0.5)
    below = Box(inner.x, inner.y + 18, inner.w, inner.h - 18)
    scene.text(words[1], GOAL, theme.muted, below, align=0.5)


def _draw_note(scene: Scene, entry: NoteEntry, theme: Theme) -> None:
    box = entry.box
    if entry.layer in FRAMED:
        scene.rectangle(Style(theme.card, theme.line, 1.1), box, RADIUS, CARDS)
    if entry.layer == DECISIONS:
        edge = Box(box.x + CORNER, box.y + 9, CORNER, box.h - 18)
        scene.rectangle(Style(fill=_status_colour(entry.note.status, theme)), edge, 2, MARKS)
    scene.block(entry.number, theme.muted)
    scene.block(entry.status, theme.muted, align=1.0)
    if entry.figure is None or entry.name is None or entry.target is None:
        scene.block(entry.words, theme.ink)
        return
    scene.block(entry.figure, theme.ink)
    scene.block(entry.name, theme.ink)
    sides = {True: theme.best, False: theme.worst, None: theme.muted}
    scene.block(entry.words, sides[entry.note.better])
    scene.block(entry.target, theme.muted)


def _status_colour(status: str, theme: Theme) -> Rgb:
    """Under way stands out, and so does what is done; the words say it too."""
    done, waiting = {"Done"}, {"Open"}
    if status in done:
        return theme.best
    return theme.planned if status in waiting else theme.observed


def _draw_pain(scene: Scene, entry: PainEntry, hottest: float, theme: Theme) -> None:
    scene.block(entry.number, theme.muted)
    scene.block(entry.heat, theme.ink, align=1.0)
    scene.rectangle(Style(fill=theme.track), entry.track, 4, CARDS)
    share = entry.pain.heat / hottest if hottest > 0 else 0.0
    scene.rectangle(Style(fill=theme.heat_colour(share)), entry.bar, 4, MARKS)
    scene.block(entry.title, theme.ink)
    scene.block(entry.detail, theme.muted)
