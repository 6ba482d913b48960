"""Asks everybody who saw it, two weeks after it was solved, in their waking hours."""

from sqlmodel import Session

from commands.reply import Reply, Tell
from commands.request import Request
from commands.still_happening import views
from storage.pain import still_questions

# Two blocks each; what is left over is asked in the next message.
MOST = 20


def run(request: Request, session: Session) -> Reply:
    """The clock's job: one message for each person, with all they are asked now."""
    people = still_questions.take_due(
        session, workspace_id=request.workspace_id, now=request.now, most=MOST
    )
    return [_ask(request, session, person_id) for person_id in people]


def _ask(request: Request, session: Session, person_id: str) -> Tell:
    questions = still_questions.asked_at(
        session, workspace_id=request.workspace_id, person_id=person_id, moment=request.now
    )
    return Tell(person_id, *views.message(questions))
