"""The channel's message about a round, as a pure function of plain data."""

from collections.abc import Mapping
from dataclasses import dataclass

from commands import blocks
from commands.empathy import empathy_views
from commands.persona import words
from commands.reply import Block
from commands.text import plural
from commands.wording import title
from storage.empathy.map import Side
from storage.identity import identity
from storage.models import EmpathyRound, Persona
from storage.vocabulary import EmpathySide

NOTES = 3
_ASK = (
    "What do they say, think, do and feel? What hurts them, and what would help? "
    "One note for each thought."
)
_SILENT = "Everybody sees only their own notes until this is revealed."


@dataclass(frozen=True, slots=True)
class Shown:
    """A round as it stands; `sides` is what everybody may see, the journey's name raw."""

    begun: EmpathyRound
    persona: Persona
    journey: str
    notes: int
    people: int
    hidden: bool
    sides: Mapping[EmpathySide, Side]
    ready: int


def message_blocks(shown: Shown) -> tuple[str, list[Block]]:
    """Fallback text and blocks: whom it is about, what is there so far, and what to do."""
    heading = f"*Empathy map of {words.named(shown.persona)}* · {title(shown.journey, 80)}"
    body = [blocks.section(heading), blocks.section(_ASK)]
    if shown.hidden:
        body.append(blocks.context(_SILENT))
    body += [
        blocks.section(empathy_views.side_text(side, held))
        for side, held in shown.sides.items()
        if held.total
    ]
    body.append(blocks.context(_so_far(shown)))
    body += _steps(shown)
    text = f"Empathy map of {words.called(shown.persona)}: {taken_part(shown.notes, shown.people)}"
    return text, body


def taken_part(notes: int, people: int) -> str:
    """'7 notes of 3 people so far'."""
    if not notes:
        return "nobody has added a note yet"
    return f"{plural(notes, 'note')} of {plural(people, 'person', 'people')} so far"


def _so_far(shown: Shown) -> str:
    facts = [taken_part(shown.notes, shown.people)]
    if empathy_views.total(shown.sides):
        where = "above" if shown.hidden else "on the map"
        facts.append(f"{where}: {empathy_views.standing(shown.sides)}")
    if shown.begun.revealed_at is not None:
        facts.append("*revealed*")
    facts.append(f"started by <@{shown.begun.started_by}>")
    return " · ".join(facts)


def _steps(shown: Shown) -> list[Block]:
    persona, round_id = shown.persona, identity(shown.begun)
    if persona.retired_at is not None:
        return [blocks.context(f"{words.called(persona)} is retired: nothing is added any more.")]
    steps = [
        empathy_views.note_button(persona, round_id),
        empathy_views.mine_button(persona),
        *empathy_views.seen_button(persona, round_id, shown.ready),
    ]
    if shown.hidden:
        steps.append(_reveal(round_id))
        return [blocks.actions(*steps)]
    whole = blocks.button("All notes", empathy_views.MAP, value=str(identity(persona)))
    return [blocks.actions(*steps, whole, empathy_views.post_button(persona))]


def _reveal(round_id: int) -> Block:
    sure = blocks.confirm(
        "Reveal all notes?",
        "Everybody here sees every note, without names, and notes that come later at once.",
        "Reveal",
    )
    return blocks.button("Reveal", empathy_views.REVEAL, value=str(round_id), confirm=sure)
