"""Pages of an opportunity's history, as pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.opportunity import opportunity_views, words
from commands.reply import Block
from storage.models import History, Opportunity

PAGE = 10


def heading(opportunity: Opportunity) -> str:
    return f"History of {words.named(opportunity)}"


def history_blocks(
    opportunity: Opportunity, entries: Sequence[History], *, page: int, more: bool
) -> list[Block]:
    """Who changed what when, newest first."""
    steps = []
    if page > 1:
        steps.append(_turn(opportunity, "Newer", "newer", page - 1))
    if more:
        steps.append(_turn(opportunity, "Older", "older", page + 1))
    return [
        blocks.section(f"*{heading(opportunity)}*"),
        *[blocks.context(words.change(entry)) for entry in entries],
        blocks.actions(*steps, opportunity_views.open_button(opportunity.number)),
    ]


def _turn(opportunity: Opportunity, text: str, suffix: str, page: int) -> Block:
    value = f"{opportunity.number} {page}"
    return blocks.button(text, f"{opportunity_views.HISTORY}:{suffix}", value=value)
