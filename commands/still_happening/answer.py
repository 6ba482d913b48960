"""Takes the answers to "Still happening?"; two Yes of different people reopen it."""

import re
from datetime import timedelta

from sqlmodel import Session

from commands.errors import UserError
from commands.pain import merge_learning, message
from commands.reply import Refresh, RefreshHome, Replace, Reply
from commands.request import Request
from commands.still_happening import views
from storage.identity import identity
from storage.models import Journey, PainPoint, StillHappening
from storage.models.columns import EPOCH
from storage.pain import lives, notices, still_happening, still_questions
from storage.pain.still_happening import Answer, Outcome

# P-number and the moment it was solved, in milliseconds.
_VALUE = re.compile(r"([0-9]{1,9}) ([0-9]{1,14})")
_NOT_ASKED = (
    "This question was put to somebody else, or is no longer known. `/pain list mine` shows how "
    "what you reported stands."
)


def answer(request: Request, session: Session) -> Reply:
    """Yes, No or Can't tell; the last word counts, and once."""
    pain, question = _asked(request, session)
    if pain is None or question is None:
        raise UserError(_NOT_ASKED)
    outcome = still_happening.answer(
        session, pain=pain, question=question, said=_said(request), at=request.now
    )
    return [_message(request, session, question), *_consequences(request, session, pain, outcome)]


def _asked(request: Request, session: Session) -> tuple[PainPoint | None, StillHappening | None]:
    """The pain point, locked, and the question that this person's button belongs to."""
    match = _VALUE.fullmatch(request.value)
    if match is None:
        return None, None
    number, solved_ms = map(int, match.groups())
    pain = lives.lock(session, workspace_id=request.workspace_id, number=number)
    if pain is None:
        return None, None
    question = still_happening.asked(
        session,
        pain=pain,
        person_id=request.person.id,
        solved_at=EPOCH + timedelta(milliseconds=solved_ms),
    )
    return pain, question


def _said(request: Request) -> Answer:
    said = request.name.partition(":")[2]
    if said not in list(Answer):
        raise UserError(_NOT_ASKED)
    return Answer(said)


def _message(request: Request, session: Session, question: StillHappening) -> Replace:
    asked = still_questions.asked_at(
        session,
        workspace_id=request.workspace_id,
        person_id=request.person.id,
        moment=question.asked_at,
    )
    return Replace(*views.message(asked))


def _consequences(
    request: Request, session: Session, pain: PainPoint, outcome: Outcome
) -> list[Refresh | RefreshHome]:
    """What others see of it."""
    if outcome not in (Outcome.NOTED, Outcome.REOPENED):
        return []
    if outcome is Outcome.REOPENED:
        merge_learning.opened_or_closed(session, pain)
        journey = session.get_one(Journey, pain.journey_id)
        owner = pain.owner_id or journey.owner_id
        if owner != request.person.id:
            notices.owner(session, pain=pain, person_id=owner, at=request.now)
    refreshed = message.refresh(session, identity(pain), request.now)
    return [refreshed, RefreshHome(request.person.id)]
