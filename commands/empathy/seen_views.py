"""What was really seen, ready to be used as notes; pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.empathy import empathy_views
from commands.persona import persona_views, words
from commands.reply import Block
from commands.text import plural
from commands.wording import pain_number, title
from storage.empathy.seen import LOOKED_AT, Ready
from storage.identity import identity
from storage.models import Persona
from storage.vocabulary import EmpathySide

PAGE = 8
_WHAT = {
    EmpathySide.SAYS: "said",
    EmpathySide.PAINS: "hurt",
    EmpathySide.GAINS: "pleased",
}


def seen_blocks(
    persona: Persona, ready: Sequence[Ready], *, page: int, round_id: int, lead: str = ""
) -> tuple[str, list[Block]]:
    """A page of them, each with the button that uses it."""
    left = sum(not each.used for each in ready)
    text = f"*What was seen of {words.named(persona)}* · {plural(left, 'note')} to use"
    body = [blocks.section(lead)] if lead else []
    body.append(blocks.section(text))
    if not ready:
        body.append(blocks.section("No sighting names them yet."))
    first = (page - 1) * PAGE
    body += [
        _row(persona, each, page=page, round_id=round_id) for each in ready[first : first + PAGE]
    ]
    pages = max(1, -(-len(ready) // PAGE))
    value = f"{identity(persona)} {round_id}"
    steps = []
    if page > 1:
        steps.append(_turn("Previous", "previous", f"{value} {page - 1}"))
    if page < pages:
        steps.append(_turn("Next", "next", f"{value} {page + 1}"))
    steps.append(persona_views.empathy_button(persona))
    body.append(blocks.actions(*steps))
    where = f"Page {page:,} of {pages:,} · " if pages > 1 else ""
    body.append(blocks.context(f"{where}Out of their latest sightings, at most {LOOKED_AT}."))
    return f"What was seen of {words.called(persona)}: {plural(left, 'note')} to use", body


def _row(persona: Persona, ready: Ready, *, page: int, round_id: int) -> Block:
    said = f"“{title(ready.words, 300)}” · {_WHAT[ready.side]}, {pain_number(ready.seen_in)}"
    if ready.used:
        return blocks.section(f"✓ {said}")
    side = ready.side.value
    value = f"{identity(persona)} {round_id} {page} {side} {ready.sighting_id}"
    label = f"Use as {side}"
    action = f"{empathy_views.USE}:{side}"
    button = blocks.button(label, action, value=value, label=f"{label}: {ready.words}")
    return blocks.section(said, accessory=button)


def _turn(text: str, suffix: str, value: str) -> Block:
    return blocks.button(text, f"{empathy_views.SEEN}:{suffix}", value=value)
