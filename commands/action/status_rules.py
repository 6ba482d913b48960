"""Sets an action's status, the same from every surface; customer data stays out of the words."""

from sqlmodel import Session

from commands import masking
from commands.action import answers
from commands.action.access import Asked
from commands.action.action_words import MAX_RESULT
from commands.reply import Reply
from commands.request import Request
from commands.text import clip
from storage.action import actions
from storage.status import Changed, Outcome, last_status
from storage.vocabulary import ActionStatus


def change(
    request: Request, session: Session, asked: Asked, status: ActionStatus, *, reason: str = ""
) -> Changed:
    """Stores the step on a held action, unless it is something else than what was seen."""
    return actions.set_status(
        session,
        action=asked.action,
        seen=asked.seen,
        status=status,
        # A placeholder may be longer than what it stands for.
        reason=clip(masking.mask(reason).text, MAX_RESULT),
        actor_id=request.person.id,
        at=request.now,
    )


def as_it_is(request: Request, session: Session, asked: Asked) -> Reply:
    """How it stands, where the step doesn't fit."""
    changed = Changed(Outcome.OVERTAKEN, last_status(session, asked.action))
    return answers.overtaken(request, session, asked.action, changed, where=asked.where)
