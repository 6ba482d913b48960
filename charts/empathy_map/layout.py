"""Where everything of the empathy map goes: six fields, two beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts.empathy_map.data import EmpathyMap, Note
from charts.geometry import Box
from charts.lettering import text_width
from charts.numerals import counted
from charts.page import INNER, MARGIN, Heading, lay_heading
from charts.portrait import Portrait, portrait_of
from charts.script import drawable
from charts.theme import GAP, PAGE_BODY, PAGE_NAME, PAGE_NOTE
from charts.wrapping import Block, set_text

DISC = 92.0
PAD = 14.0
APART = 14.0
NOTE_PAD = 12.0
NOTE_GAP = 9.0
MARK = 26.0
LINES = 40
NOTHING = {
    "says": "Nothing heard yet",
    "thinks": "No thought noted yet",
    "does": "Nothing seen yet",
    "feels": "No feeling noted yet",
    "pains": "No pain noted yet",
    "gains": "No gain noted yet",
}
LABELS = {
    "says": "Says",
    "thinks": "Thinks",
    "does": "Does",
    "feels": "Feels",
    "pains": "Pains: what hurts",
    "gains": "Gains: what helps",
}
ASSUMED = "assumption"


@dataclass(frozen=True, slots=True)
class Card:
    """A note; `known` tells in a word whether it was seen, and where."""

    note: Note
    box: Box
    words: Block
    known: Block


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    box: Box
    mark: Box
    label: Block
    cards: tuple[Card, ...]
    nothing: Block | None


@dataclass(frozen=True, slots=True)
class EmpathyLayout:
    height: float
    heading: Heading
    portrait: Portrait
    facts: Block
    fields: tuple[Field, ...]
    note: Block


def lay_empathy(data: EmpathyMap) -> EmpathyLayout:
    """The whole picture, as high as it needs to be."""
    name = data.title.strip() or "Unnamed persona"
    portrait = portrait_of(data.portrait, data.title, Box(MARGIN, MARGIN, DISC, DISC))
    left = MARGIN + DISC + 2 * GAP
    heading = lay_heading("Empathy map", name, data.subtitle, data.as_of, left=left)
    facts = set_text(_facts(data), PAGE_NOTE, left, heading.bottom + 4, MARGIN + INNER - left, 3)
    y = max(portrait.disc.bottom, facts.box.bottom) + 2 * GAP
    width = (INNER - APART) / 2
    fields: list[Field] = []
    for at in range(0, len(data.fields), 2):
        pair = [
            _lay_field(side, notes, Box(MARGIN + index * (width + APART), y, width, 0))
            for index, (side, notes) in enumerate(data.fields[at : at + 2])
        ]
        height = max(field.box.h for field in pair)
        fields += [replace(field, box=replace(field.box, h=height)) for field in pair]
        y += height + APART
    told = "Dashed: an assumption, until somebody sees it." if data.assumptions else ""
    note = set_text(told, PAGE_NOTE, MARGIN, y, INNER, 2)
    bottom = note.box.bottom if note.lines else y - APART
    return EmpathyLayout(bottom + MARGIN - 6, heading, portrait, facts, tuple(fields), note)


def _facts(data: EmpathyMap) -> str:
    if not data.notes:
        return "No notes yet: /journey empathy collects them from the team."
    seen = len(data.notes) - data.assumptions
    return f"{counted(len(data.notes), 'note')}: {seen} seen, {data.assumptions} assumed"


def _lay_field(name: str, notes: Sequence[Note], box: Box) -> Field:
    mark = Box(box.x + PAD, box.y + PAD, MARK, MARK)
    at = mark.right + 10
    middle = mark.centre[1] - PAGE_NAME.size * PAGE_NAME.leading / 2
    label = set_text(LABELS[name], PAGE_NAME, at, middle, box.right - PAD - at, 2)
    y = mark.bottom + GAP + 2
    cards: list[Card] = []
    for note in notes:
        cards.append(_lay_card(note, box.x + PAD, y, box.w - 2 * PAD))
        y = cards[-1].box.bottom + NOTE_GAP
    nothing = None
    if not cards:
        nothing = set_text(NOTHING[name], PAGE_BODY, box.x + PAD, y, box.w - 2 * PAD, 2)
        y = nothing.box.bottom + NOTE_GAP
    return Field(
        name, replace(box, h=y - NOTE_GAP + PAD - box.y), mark, label, tuple(cards), nothing
    )


def _lay_card(note: Note, x: float, y: float, width: float) -> Card:
    inner = width - 2 * NOTE_PAD
    said = note.words.strip() or "\u2026"
    words = set_text(said, PAGE_BODY, x + NOTE_PAD, y + NOTE_PAD - 3, inner, LINES)
    told = drawable(ASSUMED if note.assumption else note.source or "seen", PAGE_NOTE.weight)
    needed = min(inner, text_width(told, PAGE_NOTE.size, PAGE_NOTE.weight) + 3)
    known = set_text(
        told, PAGE_NOTE, x + width - NOTE_PAD - needed, words.box.bottom + 1, needed, 2
    )
    return Card(note, Box(x, y, width, known.box.bottom + NOTE_PAD - 4 - y), words, known)
