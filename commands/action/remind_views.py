"""The reminder of one's actions, as a pure function of plain data."""

from collections.abc import Sequence
from datetime import date

from commands import blocks, days
from commands.action import action_views
from commands.notifications.settings_views import open_button
from commands.reply import Block
from commands.text import clip
from commands.wording import action_number, title
from storage.action.rows import ActionRow

_MOST_TEXT = 1000


def reminder(
    rows: Sequence[ActionRow], *, owner_id: str, today: date, lead: str = ""
) -> tuple[str, list[Block]]:
    """Everything a person is reminded of at once; the same message again after each step."""
    head = _heading(rows, today)
    body = [blocks.section(lead or f"*{head}*")]
    where = f"r{','.join(str(row.number) for row in rows)}"
    for row in rows:
        body.append(action_views.row_block(row, today=today, mine=row.owner_id == owner_id))
        if row.owner_id == owner_id:
            steps = action_views.steps(row.number, row.status, where=where, own=True)
            body.append(blocks.actions(*steps))
    body.append(
        blocks.context(
            "You get this two days before, on the day, and weekly while it is overdue. "
            "`/journey notifications` switches it off."
        )
    )
    all_mine = blocks.button("All my actions", action_views.LIST, value="mine")
    body.append(blocks.actions(all_mine, open_button("Notifications")))
    named = ", ".join(f"{action_number(row.number)} {title(row.what, 80)}" for row in rows)
    return clip(f"{head}: {named}", _MOST_TEXT), body


def _heading(rows: Sequence[ActionRow], today: date) -> str:
    """How urgent it is, which is why it comes."""
    if len(rows) == 1:
        due_on = rows[0].due_on
        due = "" if due_on < today else "due "
        return f"Your action is {due}{days.distance(due_on, today)}"
    late = sum(row.due_on < today for row in rows)
    now = sum(row.due_on == today for row in rows)
    soon = len(rows) - late - now
    counted = ((late, "late"), (now, "due today"), (soon, "due soon"))
    said = ", ".join(f"{count} {word}" for count, word in counted if count)
    return f"{len(rows)} of your actions: {said}"
