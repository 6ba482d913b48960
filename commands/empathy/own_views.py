"""One's own notes about a persona, a page at a time; pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.empathy import empathy_views
from commands.empathy.map_views import turns
from commands.persona import persona_views, words
from commands.reply import Block
from commands.text import plural
from storage.empathy.map import NoteRow
from storage.identity import identity
from storage.models import Persona
from storage.vocabulary import EmpathySide


def mine_blocks(
    persona: Persona,
    rows: Sequence[NoteRow],
    *,
    total: int,
    page: int,
    round_id: int | None,
    lead: Sequence[Block] = (),
) -> tuple[str, list[Block]]:
    """Each with what can be done to it."""
    text = f"*Your notes* about {words.named(persona)} · {total:,}"
    body = [*lead, blocks.section(text)]
    if not rows:
        body.append(blocks.section("None yet. What have you heard or watched?"))
    body += [_row(row, page) for row in rows]
    steps = turns(empathy_views.MINE, str(identity(persona)), page=page, total=total)
    if persona.retired_at is None:
        steps.append(empathy_views.note_button(persona, round_id))
    steps.append(persona_views.empathy_button(persona))
    body.append(blocks.actions(*steps))
    return f"Your notes about {words.called(persona)}: {plural(total, 'note')}", body


def _row(row: NoteRow, page: int) -> Block:
    said = f"*{words.SIDES[EmpathySide(row.side)]}* {empathy_views.line(row)}"
    own = f"{row.id} {page}"
    menu = blocks.overflow(
        [("Change", f"change {own}"), ("Take back", f"take {own}")], empathy_views.OWN
    )
    return blocks.section(said, accessory=menu)
