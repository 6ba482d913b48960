"""Whether a solved pain point still happens: what people say, and reopening it when two say yes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.identity import identity
from storage.models import PainPoint, Sighting, StillHappening
from storage.pain import lives, pains
from storage.pain.pains import NewSighting
from storage.statements import table_of
from storage.vocabulary import Source, Status

TO_REOPEN = 2
REOPENED = "Colleagues still see it, after it was called solved."

_ROW = table_of(StillHappening)
_SIGHTING = table_of(Sighting)


class Answer(StrEnum):
    """What a person can say."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Outcome(StrEnum):
    """What became of an answer."""

    NOT_ASKED = "not asked"
    OVER = "over"  # it is not solved any more, or was solved anew
    SAME = "same"  # said before
    NOTED = "noted"
    REOPENED = "reopened"


def asked(
    session: Session, *, pain: PainPoint, person_id: str, solved_at: datetime
) -> StillHappening | None:
    """The question a person was asked about one solving."""
    return session.exec(
        select(StillHappening).where(
            StillHappening.workspace_id == pain.workspace_id,
            StillHappening.pain_point_id == pain.id,
            StillHappening.person_id == person_id,
            StillHappening.solved_at == solved_at,
        )
    ).first()


def answer(
    session: Session,
    *,
    pain: PainPoint,
    question: StillHappening,
    said: Answer,
    at: datetime,
) -> Outcome:
    """Notes what a person says about a locked pain point; the last word counts, and once.

    Yes is a sighting. The second person who says so reopens it.
    """
    if pain.status != Status.SOLVED or pain.status_at != question.solved_at:
        return Outcome.OVER
    if question.answer == said:
        return Outcome.SAME
    if question.answer == Answer.YES:
        _take_back(session, pain, question)
    question.answer = said.value
    question.answered_at = at
    session.add(question)
    session.flush()
    if said is not Answer.YES:
        return Outcome.NOTED
    _seen_again(session, pain, question.person_id, at)
    if _count(session, question, Answer.YES) < TO_REOPEN:
        return Outcome.NOTED
    lives.set_status(
        session,
        pain=pain,
        seen=Status.SOLVED.value,
        status=Status.CONFIRMED,
        reason=REOPENED,
        actor_id=question.person_id,
        at=at,
    )
    return Outcome.REOPENED


def _count(session: Session, question: StillHappening, said: Answer) -> int:
    count: int = (
        session.connection()
        .execute(
            core_select(func.count())
            .select_from(_ROW)
            .where(
                _ROW.c.workspace_id == question.workspace_id,
                _ROW.c.pain_point_id == question.pain_point_id,
                _ROW.c.solved_at == question.solved_at,
                _ROW.c.answer == said.value,
            )
        )
        .scalar_one()
    )
    return count


def _seen_again(session: Session, pain: PainPoint, person_id: str, at: datetime) -> None:
    severity = session.exec(
        select(Sighting.severity)
        .where(
            Sighting.workspace_id == pain.workspace_id,
            Sighting.pain_point_id == pain.id,
            Sighting.reporter_id == person_id,
        )
        .order_by(col(Sighting.seen_at).desc(), col(Sighting.id).desc())
        .limit(1)
    ).first()
    pains.add_sighting(
        session,
        workspace_id=pain.workspace_id,
        pain_id=identity(pain),
        sighting=NewSighting(
            reporter_id=person_id, seen_at=at, severity=severity or 1, source=Source.SEEN.value
        ),
    )


def _take_back(session: Session, pain: PainPoint, question: StillHappening) -> None:
    """Drops the sighting that a Yes had added."""
    session.connection().execute(
        delete(_SIGHTING).where(
            _SIGHTING.c.workspace_id == pain.workspace_id,
            _SIGHTING.c.pain_point_id == pain.id,
            _SIGHTING.c.reporter_id == question.person_id,
            _SIGHTING.c.seen_at == question.answered_at,
            _SIGHTING.c.source == Source.SEEN.value,
        )
    )
