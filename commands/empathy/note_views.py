"""The form of an empathy note and its receipt, as pure functions of plain data."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.blocks import Option
from commands.empathy import empathy_views
from commands.persona import persona_views, words
from commands.reply import Block, View
from commands.text import clip
from commands.wording import pain_number
from storage.empathy.map import NoteRow
from storage.models import Persona
from storage.models.columns import JsonObject
from storage.persona.sightings import SightingRow
from storage.vocabulary import EmpathySide

SIDE = "side"
WORDS = "words"
STAGE = "at_stage"
SEEN_IN = "seen_in"
MAX_WORDS = 300
_SIDES: list[Option] = [(text, side.value) for side, text in empathy_views.QUESTIONS.items()]


def sighting_choice(row: SightingRow) -> Option:
    """'P-4 · “I waited for an hour”', clipped in its words rather than in its number."""
    head = f"{pain_number(row.number)} · "
    said = f"“{row.quote}”" if row.quote else row.words or row.title
    return f"{head}{clip(' '.join(said.split()), blocks.MAX_OPTION - len(head))}", str(row.id)


def note_form(
    persona: Persona,
    held: JsonObject,
    *,
    stages: Sequence[Option],
    sighting: SightingRow | None,
    any_sightings: bool,
    hidden: bool,
    context: Mapping[str, str],
) -> View:
    """One note: its side and words, and where it was seen."""
    told = blocks.text_input(
        initial=held.get("words") or "",
        most=MAX_WORDS,
        placeholder="One thought, in a few words",
        focus=True,
    )
    who = f"*{words.named(persona)}*"
    alone = " · only you see it until the notes are revealed" if hidden else ""
    body = [
        blocks.section(f"{who}{alone}"),
        blocks.field(SIDE, "Side", blocks.radio(_SIDES, initial=held.get("side"))),
        blocks.field(WORDS, "Note", told),
    ]
    if stages:
        at = blocks.select(stages, initial=str(held.get("stage_id") or ""))
        body.append(blocks.field(STAGE, "Stage", at, optional=True))
    body.append(_seen_in(sighting, any_sightings=any_sightings))
    title = "Change your note" if context.get("note") else "Add a note"
    return blocks.form(empathy_views.NOTE, title, body, submit="Save", context=context)


def _seen_in(sighting: SightingRow | None, *, any_sightings: bool) -> Block:
    if not any_sightings:
        return blocks.context("No sighting names them yet, so this is marked as an assumption.")
    element = blocks.type_ahead(
        initial=sighting_choice(sighting) if sighting else None,
        placeholder="Type a number or words",
    )
    hint = "A sighting that names them. Without one it is marked as an assumption."
    return blocks.field(SEEN_IN, "Seen in", element, optional=True, hint=hint)


def receipt_blocks(
    persona: Persona, row: NoteRow, *, lead: str, round_id: int | None, own: bool = True
) -> list[Block]:
    """What is stored now, and what to do next; with somebody else's note only with the map."""
    about = f"{row.id} 0"
    steps = [
        empathy_views.note_button(persona, round_id, "Add another note"),
        blocks.button("Change", f"{empathy_views.OWN}:change", value=f"change {about}"),
        blocks.button("Take back", f"{empathy_views.OWN}:take", value=f"take {about}"),
        empathy_views.mine_button(persona),
    ]
    return [
        blocks.section(lead),
        blocks.section(f"*{words.SIDES[EmpathySide(row.side)]}* {empathy_views.line(row)}"),
        blocks.actions(*(steps if own else [persona_views.empathy_button(persona)])),
    ]


def taken_back_blocks(persona: Persona, note_id: int, *, lead: str) -> list[Block]:
    """The way back."""
    back = blocks.button("Put it back", empathy_views.PUT_BACK, value=str(note_id))
    return [
        blocks.section(lead),
        blocks.actions(back, empathy_views.mine_button(persona)),
    ]
