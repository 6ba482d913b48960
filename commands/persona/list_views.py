"""The list of a journey's personas, a page at a time; pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.persona import persona_views, words
from commands.reply import Block
from commands.text import clip, escape, plural
from commands.wording import title
from storage.models import Persona
from storage.persona.sightings import Seen

PAGE = 10
_MOST_TOLD = 120


@dataclass(frozen=True, slots=True)
class Row:
    """One persona with how much was seen of it."""

    persona: Persona
    seen: Seen
    notes: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of personas in use, or of retired ones; names raw."""

    rows: Sequence[Row]
    total: int
    number: int
    journey_id: int
    journey: str
    retired: bool = False
    retired_in_all: int = 0
    may_change: bool = True

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def list_message(listed: Listed) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    count = plural(listed.total, "retired persona" if listed.retired else "persona")
    heading = f"*Personas of {title(listed.journey, 80)}* · {count}"
    body = [blocks.section(heading)]
    if not listed.rows:
        said = (
            "Nobody is retired."
            if listed.retired
            else "Nobody yet. Whom is this journey about? A name is enough to begin with."
        )
        body.append(blocks.section(said))
    body += [_row(row) for row in listed.rows]
    steps = _steps(listed)
    if steps:
        body.append(blocks.actions(*steps))
    if listed.pages > 1:
        body.append(blocks.context(f"Page {listed.number:,} of {listed.pages:,}"))
    return f"Personas of {title(listed.journey, 80)}: {listed.total:,}", body


def _row(row: Row) -> Block:
    persona = row.persona
    told = escape(clip(" ".join(persona.demographics.split()), _MOST_TOLD))
    facts = f"{words.badge(persona, row.seen)} · {words.notes(row.notes)}"
    lines = [f"*{words.named(persona)}*", *([told] if told else []), facts]
    return blocks.section("\n".join(lines), accessory=persona_views.open_button(persona))


def _steps(listed: Listed) -> list[Block]:
    which = "retired" if listed.retired else "used"
    steps = []
    if listed.number > 1:
        steps.append(_to("Previous", "previous", listed, which, listed.number - 1))
    if listed.number < listed.pages:
        steps.append(_to("Next", "next", listed, which, listed.number + 1))
    if listed.may_change and not listed.retired:
        steps.append(persona_views.new_button())
    if listed.retired:
        steps.append(_to("Those in use", "used", listed, "used"))
    elif listed.retired_in_all:
        steps.append(_to(f"Retired ({listed.retired_in_all:,})", "retired", listed, "retired"))
    return steps


def _to(text: str, suffix: str, listed: Listed, which: str, number: int = 1) -> Block:
    value = f"{number} {listed.journey_id} {which}"
    return blocks.button(text, f"{persona_views.LIST}:{suffix}", value=value)
