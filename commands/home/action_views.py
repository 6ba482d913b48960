"""One's own actions on the Home tab; a pure function of plain data."""

from datetime import date

from commands import blocks
from commands.action import action_views
from commands.reply import Block
from commands.text import plural
from storage.action.rows import Page


def my_actions(page: Page, today: date) -> list[Block]:
    """The most urgent ones, how many there are, and the way to all of them."""
    if not page.rows:
        return []
    late = f", {page.overdue:,} overdue" if page.overdue else ""
    shown = f"The most urgent {len(page.rows)} of " if page.total > len(page.rows) else ""
    said = f"{shown}{plural(page.total, 'action')}{late}"
    every = blocks.button("All my actions", action_views.LIST, value="mine")
    return [
        blocks.divider(),
        blocks.header("My actions"),
        *[action_views.row_block(row, today=today, mine=True) for row in page.rows],
        blocks.section(said, accessory=every),
    ]
