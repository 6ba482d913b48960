"""Everything about one pain point, as a pure function of plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commands import blocks
from commands.pain import card_action_views, card_sighting_views, status_views, status_words
from commands.pain.sighting_views import ADD_SIGHTING
from commands.pain.status_words import Names
from commands.reply import Block
from commands.text import escape
from commands.wording import (
    day,
    evidence,
    heat,
    opportunity_number,
    pain_number,
    title,
    touchpoint_number,
)
from storage.models import History, Opportunity, PainPoint, Sighting
from storage.pain.rows import PainRow
from storage.vocabulary import Kind

EDIT = "pain.edit"
ALL_CHANGES = "pain.history"
ALL_SIGHTINGS = "pain.sightings"
CHANGES = 5
SIGHTINGS = 5
ANSWERS = 5


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the card shows; `place_id` is the conversation it is shown in."""

    pain: PainPoint
    row: PainRow
    sightings: Sequence[Sighting]
    changes: Sequence[History]
    names: Names = field(default_factory=dict)
    personas: Mapping[int, str] = field(default_factory=dict)
    into: PainPoint | None = None
    duplicates: Sequence[int] = ()
    thanks: str = ""
    answers: Sequence[Opportunity] = ()
    place_id: str | None = None
    may_change: bool = True
    actions: Sequence[Block] = ()
    votes: str = ""


def card_blocks(card: Card, *, lead: str = "") -> list[Block]:
    """What, where, how often, what became of it, and what to do next."""
    pain = card.pain
    sign = "💚 " if pain.kind == Kind.DELIGHT else ""
    body = [blocks.section(lead)] if lead else []
    body.append(blocks.header(f"{sign}{pain_number(pain.number)} · {pain.title}"))
    more = status_words.more(pain)
    if more:
        body.append(blocks.section(escape(more)))
    body.append(blocks.fields(_facts(card)))
    body += [blocks.section(line) for line in _outcome(card) if line]
    body += _answers(card)
    body += [
        card_sighting_views.sighting_block(
            each, pain.kind, personas=card.personas, place_id=card.place_id
        )
        for each in card.sightings
    ]
    if card.row.sightings > len(card.sightings):
        body.append(
            blocks.context(f"The latest {len(card.sightings)} of {card.row.sightings:,} sightings")
        )
    body += card.actions
    body.append(_steps(card))
    body += _more(card)
    return body


def _facts(card: Card) -> list[str]:
    pain, row = card.pain, card.row
    delight = pain.kind == Kind.DELIGHT
    where = f"{touchpoint_number(row.touchpoint_number)} {title(row.touchpoint, 80)}"
    facts = [] if delight else [f"*Status*\n{_status(card)}"]
    facts.append(f"*Where*\n{where}")
    if not delight and card.into is None:
        facts.append(f"*Heat*\n{heat(row.heat)}")
    if card.into is None:
        facts.append(f"*Evidence*\n{evidence(row.sightings, row.reporters)}")
    if card.votes:
        facts.append(f"*Votes*\n{card.votes}")
    facts.append(f"*First logged*\n{day(pain.created_at)} by <@{pain.reporter_id}>")
    if pain.owner_id:
        facts.append(f"*Owner*\n<@{pain.owner_id}>")
    return facts


def _status(card: Card) -> str:
    if card.into is None:
        return card.pain.status
    return f"Duplicate of {pain_number(card.into.number)}"


def _outcome(card: Card) -> list[str]:
    """What became of it: where it leads, the reason or the good news, and the thanks."""
    lines = []
    if card.into is not None:
        lines.append(
            f"Everything that was seen of it stands at *{status_words.named(card.into)}* "
            f"({card.into.status})."
        )
    lines.append(status_views.reason_line(card.pain.status, card.pain.reason))
    lines.append(card.thanks)
    if card.duplicates:
        merged = ", ".join(pain_number(number) for number in card.duplicates)
        lines.append(f"Merged into it: {merged}")
    return lines


def _answers(card: Card) -> list[Block]:
    """The opportunities that answer it, and the way to one more."""
    pain = card.pain
    said = "\n".join(
        f"{opportunity_number(one.number)} {title(one.title, 100)} · {one.status}"
        for one in card.answers[:ANSWERS]
    )
    if len(card.answers) > ANSWERS:
        said += "\n… and more: `/journey opportunities` lists them"
    if pain.kind == Kind.DELIGHT or card.into is not None or not (said or card.may_change):
        return []
    add = blocks.button("Add an opportunity", "opportunity.new", value=pain_number(pain.number))
    return [
        blocks.section(
            f"*Answered by*\n{said or 'no opportunity yet'}",
            accessory=add if card.may_change else None,
        )
    ]


def _steps(card: Card) -> Block:
    pain, row = card.pain, card.row
    number = pain_number(pain.number)
    steps: list[Block] = []
    if card.may_change and card.into is not None:
        steps.append(_open(card.into))
        steps.append(status_views.unmerge_button(pain, card.into.number))
    elif card.may_change:
        steps += status_views.steps(
            pain.kind, pain.number, pain.status, action=status_views.SET_ON_CARD
        )
    if card.into is None:
        steps.append(
            blocks.button(
                "I've seen this too",
                ADD_SIGHTING,
                value=str(pain.number),
                label=f"I've seen this too: {number}",
            )
        )
    if card.may_change and card.into is None:
        steps += card_action_views.new_action(pain)
        steps.append(blocks.button("Edit", EDIT, value=str(pain.number), label=f"Edit {number}"))
    steps += [
        blocks.button(
            "Touchpoint",
            "touchpoint.card",
            value=str(row.touchpoint_number),
            label=f"Open {touchpoint_number(row.touchpoint_number)}",
        ),
        blocks.button("Log another", "pain.open_log"),
    ]
    return blocks.actions(*steps)


def _open(into: PainPoint) -> Block:
    said = pain_number(into.number)
    return blocks.button(f"Open {said}", "pain.card", value=str(into.number), style="primary")


def _more(card: Card) -> list[Block]:
    """The latest changes in words, and the ways to everything that did not fit."""
    # A block for each: the texts of one context run on in one line.
    changes = card.changes[:CHANGES]
    body = [blocks.context(status_words.change(entry, card.names)) for entry in changes]
    number = card.pain.number
    more = []
    if card.row.sightings > len(card.sightings):
        more.append(blocks.button("All sightings", ALL_SIGHTINGS, value=f"{number} 1"))
    if len(card.changes) > CHANGES:
        more.append(blocks.button("More history", ALL_CHANGES, value=f"{number} 1"))
    if more:
        body.append(blocks.actions(*more))
    return body
