"""Tells people what became of what they reported: one direct message for all of it."""

from datetime import timedelta

from sqlmodel import Session

from commands.notifications import tell_views
from commands.reply import RefreshHome, Reply, Tell
from commands.request import Request
from storage.pain import due_notices, news, notices

EVERY = timedelta(seconds=20)
# Two blocks each, and room for the words around them.
MOST = 20


def run(request: Request, session: Session) -> Reply:
    """The clock's job: whatever is due now, in each person's waking hours.

    Their Home tabs show it at once, at any hour.
    """
    effects: list[Tell | RefreshHome] = [
        RefreshHome(person_id)
        for person_id in notices.just_pending(
            session, workspace_id=request.workspace_id, since=request.now - 2 * EVERY
        )
    ]
    for due in due_notices.take_due(session, workspace_id=request.workspace_id, now=request.now):
        told = news.of(session, workspace_id=request.workspace_id, pain_ids=due.pain_ids)
        view = tell_views.reopened if due.kind == notices.OWNED else tell_views.changed
        for start in range(0, len(told), MOST):
            text, body = view(told[start : start + MOST])
            effects.append(Tell(due.person_id, text, body))
        effects.append(RefreshHome(due.person_id))
    return effects
