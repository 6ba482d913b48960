"""Reminds owners of what is due: one direct message for all of one person's actions."""

import re
from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import Session

from commands.action import action_words, remind_views
from commands.reply import Replace, Reply, Tell
from commands.request import Request
from storage.action import reminders as action_reminders
from storage.action import rows as action_rows

EVERY = timedelta(minutes=5)
# Two blocks each, and room for the words around them; the rest is in a further message.
MOST = 20

_WHERE = re.compile(r"r((?:[0-9]{1,9},?){1,20})")


def run(request: Request, session: Session) -> Reply:
    """The clock's job: whatever is due now, in each owner's waking hours."""
    effects = []
    for due in action_reminders.take_due(
        session, workspace_id=request.workspace_id, now=request.now
    ):
        for start in range(0, len(due.numbers), MOST):
            rows = action_rows.numbered(
                session,
                workspace_id=request.workspace_id,
                numbers=due.numbers[start : start + MOST],
            )
            text, body = remind_views.reminder(rows, owner_id=due.person_id, today=due.today)
            effects.append(Tell(due.person_id, text, body))
    return effects


def numbers_in(where: str) -> list[int]:
    """The actions of the reminder that a button stood in; none when it stood elsewhere."""
    match = _WHERE.fullmatch(where)
    return [int(number) for number in match[1].split(",") if number] if match else []


def in_place(request: Request, session: Session, numbers: Sequence[int], *, lead: str) -> Replace:
    """The reminder that was clicked in, as everything in it stands now."""
    rows = action_rows.numbered(session, workspace_id=request.workspace_id, numbers=numbers)
    text, body = remind_views.reminder(
        rows, owner_id=request.person.id, today=action_words.today(request), lead=lead
    )
    return Replace(text, body)
