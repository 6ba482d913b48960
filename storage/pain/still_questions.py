"""Two weeks after a pain point was solved: who is asked whether it still happens.

One row for each person and solving. What was solved anew is asked about anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, exists
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.models import Member, Muted, PainPoint, Sighting, StillHappening
from storage.statements import table_of, upsert
from storage.vocabulary import Kind, Status
from storage.workspace import preferences
from storage.workspace.preferences import STILL
from storage.workspace.quiet_hours import QuietHours, of_row

ASK_AFTER = timedelta(days=14)
# After a long downtime nobody is asked about what they have forgotten.
ASK_UNTIL = timedelta(days=28)

_ROW = table_of(StillHappening)
_PAIN = table_of(PainPoint)
_SIGHTING = table_of(Sighting)
_MEMBER = table_of(Member)
_MUTED = table_of(Muted)
_CLAIM = upsert(
    StillHappening,
    lambda insert: insert.on_conflict_do_nothing().returning(StillHappening.person_id),
)


@dataclass(frozen=True, slots=True)
class Question:
    """One pain point a person was asked about, how it stands, and what they said."""

    number: int
    title: str
    status: str
    solved_at: datetime
    over: bool  # not solved any more, or solved anew
    answer: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A person who is asked once it was solved for two weeks, in their waking hours."""

    pain_id: int
    solved_at: datetime
    person_id: str
    quiet: QuietHours


def take_due(session: Session, *, workspace_id: str, now: datetime, most: int) -> list[str]:
    """Who is asked now, taken so that nobody else asks them too; at most so many things each.

    People in their quiet hours are asked after them; who switched it off is not asked.
    """
    asked: dict[str, int] = {}
    for due in waiting(
        session, workspace_id=workspace_id, since=now - ASK_UNTIL, until=now - ASK_AFTER
    ):
        if asked.get(due.person_id, 0) >= most or due.quiet.cover(now):
            continue
        claimed = _CLAIM.run(
            session,
            workspace_id=workspace_id,
            pain_point_id=due.pain_id,
            person_id=due.person_id,
            solved_at=due.solved_at,
            asked_at=now,
        )
        if claimed.scalar_one_or_none() is not None:
            asked[due.person_id] = asked.get(due.person_id, 0) + 1
    return sorted(asked)


def waiting(
    session: Session, *, workspace_id: str, since: datetime, until: datetime
) -> Iterator[Waiting]:
    """Everybody with a sighting of what was solved after one moment and up to another.

    Only who was not asked yet, and wants to be.
    """
    on = (_SIGHTING.c.workspace_id, _SIGHTING.c.reporter_id)
    was_asked = exists().where(
        _ROW.c.workspace_id == _PAIN.c.workspace_id,
        _ROW.c.pain_point_id == _PAIN.c.id,
        _ROW.c.person_id == _SIGHTING.c.reporter_id,
        _ROW.c.solved_at == _PAIN.c.status_at,
    )
    statement = (
        core_select(
            _PAIN.c.id,
            _PAIN.c.status_at,
            _SIGHTING.c.reporter_id,
            _MEMBER.c.quiet_from,
            _MEMBER.c.quiet_until,
            _MEMBER.c.zone,
        )
        .distinct()
        .join(
            _SIGHTING,
            and_(
                _SIGHTING.c.workspace_id == _PAIN.c.workspace_id,
                _SIGHTING.c.pain_point_id == _PAIN.c.id,
            ),
        )
        .outerjoin(_MEMBER, preferences.is_member(*on))
        .outerjoin(_MUTED, preferences.has_muted(*on, STILL))
        .where(
            _PAIN.c.workspace_id == workspace_id,
            _PAIN.c.status == Status.SOLVED.value,
            _PAIN.c.status_at <= until,
            _PAIN.c.status_at > since,
            _PAIN.c.kind == Kind.PAIN.value,
            _MUTED.c.kind.is_(None),
            ~was_asked,
        )
        .order_by(_SIGHTING.c.reporter_id, _PAIN.c.id)
    )
    for pain_id, solved_at, person_id, *hours in session.connection().execute(statement).all():
        yield Waiting(pain_id, solved_at, person_id, of_row(*hours))


def asked_at(
    session: Session, *, workspace_id: str, person_id: str, moment: datetime
) -> list[Question]:
    """What a person was asked in one message, in order of number."""
    found = session.connection().execute(
        core_select(
            _PAIN.c.number,
            _PAIN.c.title,
            _PAIN.c.status,
            _ROW.c.solved_at,
            ~_is_solved_as_asked(),
            _ROW.c.answer,
        )
        .join(
            _PAIN,
            and_(_PAIN.c.workspace_id == _ROW.c.workspace_id, _PAIN.c.id == _ROW.c.pain_point_id),
        )
        .where(
            _ROW.c.workspace_id == workspace_id,
            _ROW.c.person_id == person_id,
            _ROW.c.asked_at == moment,
        )
        .order_by(_PAIN.c.number)
    )
    return [Question(*row) for row in found]


def _is_solved_as_asked() -> ColumnElement[bool]:
    return and_(_PAIN.c.status == Status.SOLVED.value, _PAIN.c.status_at == _ROW.c.solved_at)
