"""What is done about a pain point, on its card; a pure function of plain data."""

from collections.abc import Sequence
from datetime import date

from commands import blocks, days
from commands.reply import Block
from commands.wording import action_number, pain_number, title
from storage.action.rows import ActionRow
from storage.models import PainPoint
from storage.vocabulary import OPEN_STATUSES, Kind

ACTIONS = 3


def action_blocks(rows: Sequence[ActionRow], *, total: int, today: date) -> list[Block]:
    """The open ones first, each with the way to its card."""
    body = [_row(row, today) for row in rows]
    if total > len(rows):
        all_of_them = blocks.button("All actions", "action.list", value="open")
        said = f"{len(rows)} of {total:,} actions for it"
        body.append(blocks.section(said, accessory=all_of_them))
    return body


def new_action(pain: PainPoint) -> list[Block]:
    """The button for as long as there is something to solve."""
    if pain.kind != Kind.PAIN or pain.status not in OPEN_STATUSES:
        return []
    number = pain_number(pain.number)
    label = f"Make it an action: {number}"
    return [blocks.button("Make it an action", "action.new", value=number, label=label)]


def _row(row: ActionRow, today: date) -> Block:
    number = action_number(row.number)
    due = f" · {days.due(row.due_on, today)}" if row.is_open else ""
    return blocks.section(
        f"*{number}* {title(row.what)}\n{row.status} · <@{row.owner_id}>{due}",
        accessory=blocks.button(
            "Open", "action.card", value=str(row.number), label=f"Open {number}"
        ),
    )
