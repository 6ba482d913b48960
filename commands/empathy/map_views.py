"""An empathy map in words, for one person's eyes; pure functions of plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commands import blocks
from commands.empathy import empathy_views
from commands.persona import persona_views, words
from commands.reply import Block
from commands.text import clip, plural
from commands.wording import title
from storage.empathy.map import NoteRow, Side
from storage.identity import identity
from storage.models import Persona
from storage.vocabulary import EmpathySide

NOTES = 4
PAGE = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """The map as the person may see it; `hidden` while the channel collects silently."""

    persona: Persona
    journey: str
    sides: Mapping[EmpathySide, Side]
    ready: int
    round_id: int | None
    hidden: bool
    guest: bool
    in_channel: bool
    runs: bool = False


def map_blocks(shown: Shown, *, lead: str = "") -> tuple[str, list[Block]]:
    """Fallback text and blocks: the six sides, and what to do next."""
    heading = f"*Empathy map of {words.named(shown.persona)}* · {title(shown.journey, 80)}"
    body = [blocks.section(lead)] if lead else []
    body.append(blocks.section(heading))
    if shown.hidden:
        alone = "Notes about them are collected silently: you see only your own of those."
        body.append(blocks.context(alone))
    body.append(blocks.context(empathy_views.standing(shown.sides)))
    body += [_side(shown, side, held) for side, held in shown.sides.items() if held.total]
    empty = [words.SIDES[side] for side, held in shown.sides.items() if not held.total]
    if empty:
        body.append(blocks.context(f"Nothing yet: {', '.join(empty)}"))
    body += _steps(shown)
    text = f"Empathy map of {words.called(shown.persona)}: {empathy_views.standing(shown.sides)}"
    return lead or text, body


def _side(shown: Shown, side: EmpathySide, held: Side) -> Block:
    more = None
    # Notes are taken off where all of them stand.
    if shown.runs or held.total > len(held.rows):
        value = f"{identity(shown.persona)} {side.value} 1"
        more = blocks.button("All", empathy_views.SIDE, value=value, label=f"All: {side.value}")
    return blocks.section(empathy_views.side_text(side, held), accessory=more)


def _steps(shown: Shown) -> list[Block]:
    persona = shown.persona
    open_card = persona_views.open_button(persona, "Persona")
    if persona.retired_at is not None:
        return [
            blocks.context("Retired: nothing is added any more."),
            blocks.actions(empathy_views.picture_button(persona), open_card),
        ]
    first = [
        empathy_views.note_button(persona, shown.round_id),
        empathy_views.mine_button(persona),
        *empathy_views.seen_button(persona, shown.round_id, shown.ready),
    ]
    then = [empathy_views.picture_button(persona), open_card]
    if shown.in_channel and not shown.hidden and not shown.guest:
        then.insert(0, empathy_views.start_button(persona))
    return [blocks.actions(*first), blocks.actions(*then)]


def side_blocks(
    persona: Persona,
    side: EmpathySide,
    rows: Sequence[NoteRow],
    *,
    total: int,
    page: int,
    runs: bool,
    lead: Sequence[Block] = (),
) -> tuple[str, list[Block]]:
    """One side's notes, a page at a time; who runs the journey may take each off the map."""
    text = f"*{words.SIDES[side]}* · {words.named(persona)} · {plural(total, 'note')}"
    body = [*lead, blocks.section(text)]
    for row in rows:
        off = take_off_button(row, page) if runs else None
        body.append(blocks.section(empathy_views.line(row), accessory=off))
    steps = turns(empathy_views.SIDE, f"{identity(persona)} {side.value}", page=page, total=total)
    steps.append(persona_views.empathy_button(persona, "Back to the map"))
    body.append(blocks.actions(*steps))
    return text, body


def take_off_button(row: NoteRow, page: int) -> Block:
    """For who runs the journey."""
    sure = blocks.confirm(
        "Take this note off the map?",
        "It is kept, the history tells that you did it, and you can put it back.",
        "Take it off",
    )
    return blocks.button(
        "Take off",
        f"{empathy_views.TAKE_OFF}:{row.id}",
        value=f"{row.id} {page}",
        confirm=sure,
        label=f"Take off: {clip(row.words, 60)}",
    )


def taken_off(persona: Persona, note_id: int, lead: str) -> list[Block]:
    """That it is off, and the way back."""
    back = blocks.button("Put it back", empathy_views.PUT_BACK, value=str(note_id))
    return [blocks.section(lead), blocks.actions(back, persona_views.empathy_button(persona))]


def turns(action: str, value: str, *, page: int, total: int) -> list[Block]:
    """Previous and Next; their value ends with the page."""
    pages = max(1, -(-total // PAGE))
    steps = []
    if page > 1:
        steps.append(blocks.button("Previous", f"{action}:previous", value=f"{value} {page - 1}"))
    if page < pages:
        steps.append(blocks.button("Next", f"{action}:next", value=f"{value} {page + 1}"))
    return steps


@dataclass(frozen=True, slots=True)
class Row:
    """A persona with the number of notes on its map."""

    persona: Persona
    notes: int


def list_blocks(
    rows: Sequence[Row], *, journey: str, journey_id: int, total: int, page: int, guest: bool
) -> tuple[str, list[Block]]:
    """A journey's personas with the way to their maps."""
    text = f"*Empathy maps of {title(journey, 80)}* · {plural(total, 'persona')}"
    body = [blocks.section(text)]
    if not rows:
        body.append(blocks.section("Nobody yet. An empathy map is about a persona: add the first."))
    body += [
        blocks.section(
            f"*{words.named(row.persona)}*\n{words.notes(row.notes)}",
            accessory=persona_views.empathy_button(row.persona),
        )
        for row in rows
    ]
    steps = turns(empathy_views.LIST, str(journey_id), page=page, total=total)
    if not guest:
        steps.append(persona_views.new_button())
    return text, [*body, *([blocks.actions(*steps)] if steps else [])]
