"""What a digest tells of loops that were closed: what came of reports, and thanks to whom."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from sqlalchemy import Select, String, and_, bindparam, distinct, func
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.digest.period import MOST, PAINS, SINCE, UNTIL, Period, Some
from storage.models import Notice, PainPoint, Sighting
from storage.statements import table_of
from storage.vocabulary import Status

_P, _S, _N = table_of(PainPoint), table_of(Sighting), table_of(Notice)
_SEEN = and_(_S.c.workspace_id == _P.c.workspace_id, _S.c.pain_point_id == _P.c.id)
_MOVED_IN_PERIOD = and_(_P.c.status_at > SINCE, _P.c.status_at <= UNTIL)


@dataclass(frozen=True, slots=True)
class Ended:
    """A pain point that was solved or declined: what customers can be told, or why."""

    number: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Loops:
    """What was solved or declined in the period, and who heard of it.

    `took` is the median time from the first report to that; None where nothing was.
    """

    closed: int
    took: timedelta | None
    told: int


@dataclass(frozen=True, slots=True)
class Thanks:
    """How many reports by how many people led to how many solutions."""

    reports: int
    people: int
    solutions: int


_ENDED = (
    core_select(_P.c.number, _P.c.title, _P.c.reason, func.count().over())
    .where(PAINS, _P.c.status == bindparam("status", type_=String), _MOVED_IN_PERIOD)
    .order_by(_P.c.status_at.desc(), _P.c.number)
    .limit(MOST)
)
_CLOSED = _P.c.status.in_([Status.SOLVED.value, Status.DECLINED.value])
_TOOK: Select[Any] = core_select(_P.c.created_at, _P.c.status_at).where(
    PAINS, _CLOSED, _MOVED_IN_PERIOD
)
_TOLD = (
    core_select(func.count(distinct(_N.c.person_id)))
    .select_from(_P)
    .join(_N, and_(_N.c.workspace_id == _P.c.workspace_id, _N.c.pain_point_id == _P.c.id))
    .where(PAINS, _CLOSED, _MOVED_IN_PERIOD, _N.c.sent_at > SINCE, _N.c.sent_at <= UNTIL)
)
_OWED = (
    core_select(
        func.count(_S.c.id), func.count(distinct(_S.c.reporter_id)), func.count(distinct(_P.c.id))
    )
    .select_from(_P)
    .join(_S, _SEEN)
    .where(PAINS, _P.c.status == Status.SOLVED.value, _MOVED_IN_PERIOD)
)


def ended(session: Session, *, period: Period, status: Status, most: int) -> Some[Ended]:
    """What was solved, or declined, and still is; the latest first."""
    asked = {**period.asked, "status": status.value, "most": most}
    found = session.connection().execute(_ENDED, asked).all()
    rows = [Ended(number, title, reason) for number, title, reason, _ in found]
    return Some(rows, found[0][3] if found else 0)


def loops(session: Session, *, period: Period) -> Loops:
    """How much was closed, how long that took, and how many people were told."""
    connection = session.connection()
    took = [end - begin for begin, end in connection.execute(_TOOK, period.asked)]
    told = connection.execute(_TOLD, period.asked).scalar_one()
    middle = timedelta(seconds=median(each.total_seconds() for each in took)) if took else None
    return Loops(len(took), middle, told)


def thanks(session: Session, *, period: Period) -> Thanks:
    """To how many reports the solutions are owed."""
    return Thanks(*session.connection().execute(_OWED, period.asked).one())
