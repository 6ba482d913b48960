"""Lists of actions, a page at a time: what is carried over first; pure functions of plain data."""

from dataclasses import dataclass, replace
from datetime import date

from commands import blocks
from commands.action import action_views
from commands.reply import Block
from commands.text import plural
from commands.wording import title
from storage.action.rows import ActionRow, Page, Which

PAGE = "action.page"

_SUBJECTS = {
    Which.OPEN: "Actions",
    Which.OVERDUE: "Overdue actions",
    Which.DONE: "Actions done",
    Which.DROPPED: "Actions dropped",
}
_SHOW = {
    Which.OPEN: "Open",
    Which.OVERDUE: "Overdue",
    Which.DONE: "Done",
    Which.DROPPED: "Dropped",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """What is asked for: one's own anywhere, or everybody's of a journey."""

    which: Which
    mine: bool
    journey_id: int
    journey: str
    today: date
    guest: bool = False

    def value(self, number: int = 1) -> str:
        """What a button carries to show a page of it."""
        owner = "mine" if self.mine else "all"
        return f"{number} {self.journey_id} {owner} {self.which.value}"


def list_message(listed: Listed, page: Page) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    heading = _heading(listed)
    body = [blocks.section(f"*{heading}* · {_count(listed, page)}")]
    if not page.rows:
        body.append(blocks.section(_nothing(listed)))
    body += _rows(listed, page)
    turns = _turns(listed, page)
    if turns:
        body.append(blocks.actions(*turns))
        body.append(blocks.context(f"Page {page.number:,} of {page.pages:,}"))
    body.append(blocks.actions(*_ways_on(listed, page)))
    return f"{heading}: {page.total:,}", body


def _heading(listed: Listed) -> str:
    subject = _SUBJECTS[listed.which]
    if listed.mine:
        return f"My {subject[0].lower()}{subject[1:]}"
    return f"{subject} in {title(listed.journey, 80)}"


def _count(listed: Listed, page: Page) -> str:
    if listed.which is not Which.OPEN:
        return f"{page.total:,}"
    late = f", {page.overdue:,} overdue" if page.overdue else ""
    return f"{page.total:,} open{late}"


def _rows(listed: Listed, page: Page) -> list[Block]:
    """Carried over is what is past due and open, with how long; then what is still ahead."""
    late = [row for row in page.rows if row.is_open and row.due_on < listed.today]
    ahead = [row for row in page.rows if row not in late]
    body: list[Block] = []
    if late:
        body.append(blocks.section(f"*Carried over* · {plural(page.overdue, 'action')} past due"))
        body += [_row(row, listed) for row in late]
    if late and ahead:
        body.append(blocks.divider())
    return body + [_row(row, listed) for row in ahead]


def _row(row: ActionRow, listed: Listed) -> Block:
    return action_views.row_block(row, today=listed.today, mine=listed.mine)


def _nothing(listed: Listed) -> str:
    """An empty list says what to do instead."""
    if listed.which is Which.OVERDUE:
        return "Nothing is overdue. Well done."
    if listed.which is Which.DONE:
        return "Nothing is done yet. What comes of an action stands here."
    if listed.which is Which.DROPPED:
        return "Nothing was dropped."
    if listed.mine:
        return "Nothing to do for you. An action is made from a pain point's card, or right here."
    return "Nothing to do yet. Choose what hurts most and say who does what about it."


def _turns(listed: Listed, page: Page) -> list[Block]:
    turns = []
    if page.number > 1:
        value = listed.value(page.number - 1)
        turns.append(blocks.button("Previous", f"{PAGE}:previous", value=value))
    if page.number < page.pages:
        value = listed.value(page.number + 1)
        turns.append(blocks.button("Next", f"{PAGE}:next", value=value))
    return turns


def _ways_on(listed: Listed, page: Page) -> list[Block]:
    others = [which for which in Which if which is not listed.which]
    found = [
        blocks.button(
            _SHOW[which], f"{PAGE}:{which.value}", value=replace(listed, which=which).value()
        )
        for which in others
    ]
    label = "Everybody's" if listed.mine else "Mine"
    turned = replace(listed, mine=not listed.mine).value()
    found.insert(0, blocks.button(label, f"{PAGE}:owner", value=turned))
    if not listed.guest:
        style = None if page.total else "primary"
        found.append(blocks.button("Add an action", action_views.NEW, style=style))
    return found
