"""Pages of a persona's history, as pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.persona import persona_views, words
from commands.reply import Block
from storage.identity import identity
from storage.models import History, Persona

PAGE = 10


def heading(persona: Persona) -> str:
    return f"History of {words.named(persona)}"


def history_blocks(
    persona: Persona, entries: Sequence[History], *, page: int, more: bool
) -> list[Block]:
    """Who changed what when, newest first."""
    steps = []
    if page > 1:
        steps.append(_turn(persona, "Newer", "newer", page - 1))
    if more:
        steps.append(_turn(persona, "Older", "older", page + 1))
    return [
        blocks.section(f"*{heading(persona)}*"),
        *[blocks.context(words.change(entry)) for entry in entries],
        blocks.actions(*steps, persona_views.open_button(persona)),
    ]


def _turn(persona: Persona, text: str, suffix: str, page: int) -> Block:
    value = f"{identity(persona)} {page}"
    return blocks.button(text, f"{persona_views.HISTORY}:{suffix}", value=value)
