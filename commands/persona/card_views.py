"""The card of one persona, as pure functions of plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commands import blocks
from commands.persona import persona_views, words
from commands.reply import Block
from commands.text import clip, escape, plural, quote
from commands.wording import day, evidence, heat, pain_number, title
from storage.empathy.map import Side
from storage.identity import identity
from storage.models import History, Persona
from storage.pain.rows import PainRow
from storage.persona.sightings import Seen
from storage.vocabulary import EmpathySide

CHANGES = 3
PAINS = 5
NOTES = 2
_MOST_NOTE = 120
_TOLD = ("demographics", "goals", "motivations", "hindrances", "frustrations")


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the card shows; `pains` are the hottest of `pains_in_all`, names raw."""

    persona: Persona
    journey: str
    seen: Seen
    pains: Sequence[PainRow]
    pains_in_all: int
    notes: Mapping[EmpathySide, Side]
    changes: Sequence[History]
    may_edit: bool = True
    in_channel: bool = True


def card_blocks(card: Card, *, lead: str = "") -> list[Block]:
    """Who they are, what they meet, what the team knows of them, and what to do next."""
    persona = card.persona
    body = [blocks.section(lead)] if lead else []
    body.append(blocks.header(words.plain(persona)))
    if persona.retired_at is not None:
        since = day(persona.retired_at)
        body.append(blocks.section(f"*Retired* since {since}: off the lists and forms."))
    badge = words.badge(persona, card.seen)
    body.append(blocks.context(f"Persona of {title(card.journey, 80)} · {badge}"))
    if persona.quote:
        body.append(blocks.section(quote(persona.quote)))
    body += [_told(persona, column) for column in _TOLD if getattr(persona, column)]
    body.append(_evidence(card))
    body += _pains(card)
    body += _notes(card)
    body += _steps(card)
    body += [blocks.context(words.change(entry)) for entry in card.changes[:CHANGES]]
    return body


def _told(persona: Persona, column: str) -> Block:
    return blocks.section(f"*{words.LABELS[column]}*\n{escape(getattr(persona, column))}")


def _evidence(card: Card) -> Block:
    said = [escape(card.persona.evidence)] if card.persona.evidence else []
    seen = card.seen
    if seen.sightings:
        people = plural(seen.reporters, "person", "people")
        verb = "names" if seen.sightings == 1 else "name"
        said.append(f"{plural(seen.sightings, 'sighting')} by {people} {verb} them.")
    if not said:
        said = ["_Assumption_: nothing is known to be behind it yet."]
    return blocks.section("*Evidence*\n" + "\n".join(said))


def _pains(card: Card) -> list[Block]:
    if not card.pains:
        said = "No open pain point names them. Who logs one can say whom it is about."
        return [blocks.section(f"*What they meet*\n{said}")]
    count = plural(card.pains_in_all, "open pain point")
    shown = f", the hottest {len(card.pains)}" if len(card.pains) < card.pains_in_all else ""
    return [
        blocks.section(f"*What they meet* · {count}{shown}"),
        *[_pain(row) for row in card.pains],
    ]


def _pain(row: PainRow) -> Block:
    number = pain_number(row.number)
    facts = f"heat {heat(row.heat)} · {evidence(row.sightings, row.reporters)} · {row.status}"
    return blocks.section(
        f"*{number}* {title(row.title)}\n{facts}",
        accessory=blocks.button("Open", "pain.card", value=str(row.number), label=f"Open {number}"),
    )


def _notes(card: Card) -> list[Block]:
    there = [(side, held) for side, held in card.notes.items() if held.total]
    if not there:
        return []
    total = sum(held.total for _, held in there)
    seen = sum(held.seen for _, held in there)
    lines = [f"*Empathy map* · {words.notes(total)}, {seen:,} seen, {total - seen:,} assumed"]
    for side, held in there:
        said = " ".join(f"“{title(row.words, _MOST_NOTE)}”" for row in held.rows[:NOTES])
        more = held.total - len(held.rows[:NOTES])
        lines.append(f"*{words.SIDES[side]}* {said}{f' and {more:,} more' if more else ''}")
    return [blocks.section("\n".join(lines))]


def _steps(card: Card) -> list[Block]:
    persona = card.persona
    empathy = persona_views.empathy_button(persona)
    picture = persona_views.change_button(persona, "Picture", persona_views.PICTURE)
    everybody = persona_views.list_button(persona.journey_id)
    history = _history(card)
    if not card.may_edit:
        return [blocks.actions(empathy, picture, *history, everybody)]
    if persona.retired_at is not None:
        back = persona_views.change_button(persona, "Restore", persona_views.RESTORE)
        return [blocks.actions(back, empathy, *history, everybody)]
    edit = persona_views.change_button(persona, "Edit", persona_views.EDIT)
    post = [persona_views.change_button(persona, "Post in the channel", persona_views.POST)]
    return [
        blocks.actions(empathy, picture, *(post if card.in_channel else []), edit),
        blocks.actions(_retire(persona), *history, everybody),
    ]


def _retire(persona: Persona) -> Block:
    name = clip(persona.name, 60)
    ask = blocks.confirm(
        "Retire this persona?",
        f"{name} leaves the lists and the forms. What was seen of them, their empathy notes and "
        "history are kept, and they can be restored at any time.",
        "Retire",
    )
    button = persona_views.change_button(persona, "Retire", persona_views.RETIRE)
    return {**button, "style": "danger", "confirm": ask}


def _history(card: Card) -> list[Block]:
    if len(card.changes) <= CHANGES:
        return []
    value = f"{identity(card.persona)} 1"
    return [blocks.button("More history", persona_views.HISTORY, value=value)]
