"""Where everything of the persona card goes."""

from dataclasses import dataclass, replace
from typing import Literal

from charts.geometry import Box
from charts.lettering import text_width
from charts.numerals import counted
from charts.page import INNER, MARGIN, Heading, lay_heading
from charts.persona_card.data import PersonaCard, points
from charts.portrait import Portrait, portrait_of
from charts.script import drawable
from charts.theme import GAP, PAGE_BODY, PAGE_LABEL, PAGE_LEAD, PAGE_NAME, PAGE_NOTE
from charts.wrapping import Block, set_text

DISC = 132.0
PAD = 18.0
APART = 14.0
INDENT = 20.0
LINES = 40
NOT_YET = "Not written yet"

Sign = Literal["goal", "plus", "minus", "bolt"]


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list, with the place of its bullet."""

    bullet: tuple[float, float]
    words: Block


@dataclass(frozen=True, slots=True)
class Part:
    """A box of the card; `nothing` stands where no point was written."""

    sign: Sign
    box: Box
    mark: Box
    label: Block
    items: tuple[Item, ...]
    nothing: Block | None


@dataclass(frozen=True, slots=True)
class CardLayout:
    height: float
    heading: Heading
    portrait: Portrait
    badge: Box
    badge_words: Block
    quote_box: Box | None
    quote: Block
    parts: tuple[Part, ...]
    evidence_label: Block
    evidence: Block


def lay_card(data: PersonaCard) -> CardLayout:
    """The whole card, as high as it needs to be."""
    disc = Box(MARGIN, MARGIN, DISC, DISC)
    portrait = portrait_of(data.portrait, data.name, disc, data.photo)
    left = disc.right + 2.5 * GAP
    kind = f"Persona \u00b7 {data.journey}" if data.journey else "Persona"
    heading = lay_heading(
        kind, data.name.strip() or "Unnamed persona", data.demographics, data.as_of, left=left
    )
    badge, badge_words = _badge(data, left, heading.bottom + GAP)
    y = max(disc.bottom, badge.bottom) + 2.5 * GAP
    quote_box, quote = _quote(data, y)
    y = quote_box.bottom + APART if quote_box else y
    parts, y = _parts(data, y)
    height = PAGE_LABEL.size * PAGE_LABEL.leading
    told = " \u00b7 ".join(points(data.evidence))
    evidence = set_text(told, PAGE_NOTE, MARGIN, y + GAP + height + 2, INNER, LINES)
    name = "Evidence" if evidence.lines else ""
    label = set_text(name, PAGE_LABEL, MARGIN, y + GAP, INNER, 1)
    bottom = evidence.box.bottom if evidence.lines else y - APART + GAP
    return CardLayout(
        bottom + MARGIN - 8, heading, portrait, badge, badge_words, quote_box, quote,
        parts, label, evidence,
    )  # fmt: skip


def _badge(data: PersonaCard, x: float, y: float) -> tuple[Box, Block]:
    told = "assumption: nothing seen yet"
    if data.sightings:
        people = counted(data.reporters, "person", "people")
        told = f"{counted(data.sightings, 'sighting')} by {people}"
    elif not data.assumption:
        told = "no sighting yet"
    width = text_width(told, PAGE_NOTE.size, PAGE_NOTE.weight) + 1
    height = PAGE_NOTE.size * PAGE_NOTE.leading
    box = Box(x, y, width + 24, height + 8)
    return box, set_text(told, PAGE_NOTE, x + 12, y + 4, width + 2, 1)


def _quote(data: PersonaCard, y: float) -> tuple[Box | None, Block]:
    said = " ".join(data.quote.split())
    if not said:
        return None, set_text("", PAGE_LEAD, MARGIN, y, INNER)
    type_ = replace(PAGE_LEAD, size=23.0)
    left = MARGIN + 64
    words = set_text(said, type_, left, y + PAD - 2, MARGIN + INNER - PAD - left, LINES)
    return Box(MARGIN, y, INNER, words.box.h + 2 * PAD - 4), words


def _parts(data: PersonaCard, y: float) -> tuple[tuple[Part, ...], float]:
    """Goals and frustrations across the card, what brings and what hinders side by side."""
    half = (INNER - APART) / 2
    goals = _part("goal", "Goals", data.goals, Box(MARGIN, y, INNER, 0))
    y = goals.box.bottom + APART
    left = _part("plus", "What brings them", data.motivations, Box(MARGIN, y, half, 0))
    right = _part(
        "minus", "What keeps them away", data.hindrances, Box(MARGIN + half + APART, y, half, 0)
    )
    height = max(left.box.h, right.box.h)
    left, right = (replace(part, box=replace(part.box, h=height)) for part in (left, right))
    y += height + APART
    hurts = _part("bolt", "Frustrations", data.frustrations, Box(MARGIN, y, INNER, 0))
    return (goals, left, right, hurts), hurts.box.bottom + APART


def _part(sign: Sign, label: str, text: str, box: Box) -> Part:
    mark = Box(box.x + PAD, box.y + PAD - 1, 24, 24)
    left, width = box.x + PAD, box.w - 2 * PAD
    name = set_text(label, PAGE_NAME, mark.right + 10, box.y + PAD - 2, width - 34, 2)
    y = name.box.bottom + GAP
    items: list[Item] = []
    for point in points(text):
        words = set_text(
            drawable(point, PAGE_BODY.weight), PAGE_BODY, left + INDENT, y, width - INDENT, LINES
        )
        items.append(Item((left + 6, y + PAGE_BODY.size * PAGE_BODY.leading / 2), words))
        y = words.box.bottom + 6
    nothing = None if items else set_text(NOT_YET, PAGE_BODY, left, y, width, 1)
    bottom = (nothing.box.bottom if nothing else y - 6) + PAD - 3
    return Part(sign, replace(box, h=bottom - box.y), mark, name, tuple(items), nothing)
