"""How an action looks wherever it appears: its line, its buttons; pure functions of plain data."""

from datetime import date

from commands import blocks, days
from commands.reply import Block
from commands.text import clip, escape
from commands.wording import action_number, pain_number, title
from storage.action.rows import ActionRow
from storage.vocabulary import ActionStatus

NEW = "action.new"
OPEN = "action.card"
LIST = "action.list"
START = "action.start"
DONE = "action.done"
DUE = "action.due"
HAND_OVER = "action.hand_over"
OTHER = "action.other"

_MOST_RESULT = 300


def new_button(value: str, label: str = "Make it an action", *, style: str | None = None) -> Block:
    """Opens the form prefilled from "P-12", "O-4" or "V-3"."""
    return blocks.button(label, NEW, value=value, style=style, label=f"{label}: {value}")


def open_button(number: int) -> Block:
    said = action_number(number)
    return blocks.button("Open", OPEN, value=str(number), label=f"Open {said}")


def row_block(row: ActionRow, *, today: date, mine: bool = False) -> Block:
    """One line of a list: what, who, by when, and the way to its card."""
    lines = [f"*{action_number(row.number)}* {title(row.what)}", facts(row, today, mine=mine)]
    if not row.is_open and row.reason:
        lines.append(f"“{escape(clip(' '.join(row.reason.split()), _MOST_RESULT))}”")
    return blocks.section("\n".join(lines), accessory=open_button(row.number))


def facts(row: ActionRow, today: date, *, mine: bool = False) -> str:
    """'<@U1> · Doing · due 12 Mar 2026, 3 days late · for P-12'; of one's own the journey."""
    found = [title(row.journey, 60) if mine else f"<@{row.owner_id}>", row.status]
    if row.is_open:
        found.append(days.due(row.due_on, today))
    if row.pains:
        found.append(f"for {', '.join(pain_number(number) for number in row.pains)}")
    return " · ".join(found)


def steps(
    number: int, status: str, *, where: str = "", own: bool = False, guest: bool = False
) -> list[Block]:
    """What can be done next. Each carries which action, the status seen, and where it stands.

    `where` tells a click what to show anew; `own` speaks to the owner; a `guest` moves it on,
    and leaves its day and its owner to others.
    """
    said = action_number(number)
    value = f"{number} {ActionStatus(status).name} {where}".rstrip()
    if status not in (ActionStatus.OPEN, ActionStatus.DOING):
        return [blocks.button("Reopen", f"{OTHER}:reopen", value=value, label=f"Reopen {said}")]
    found = []
    if status == ActionStatus.OPEN:
        label = "I'm on it" if own else "Start"
        found.append(_step(label, START, value, said, style="primary"))
    done = "primary" if status == ActionStatus.DOING else None
    found.append(_step("Done", DONE, value, said, style=done))
    if guest:
        return found
    found.append(_step("Change due date", DUE, value, said))
    found.append(_step("Not mine" if own else "Hand over", HAND_OVER, value, said))
    return found


def _step(label: str, action: str, value: str, said: str, *, style: str | None = None) -> Block:
    return blocks.button(label, action, value=value, style=style, label=f"{label}: {said}")
