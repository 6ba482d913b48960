"""What a digest tells of pain points: what was seen, what is hotter, what came of reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Generic, TypeVar

from sqlalchemy import Float, Integer, Select, String, and_, bindparam, case, distinct, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage.identity import identity
from storage.models import Journey, Notice, PainPoint, Sighting
from storage.models.columns import UtcTime, to_milliseconds
from storage.pain import lists as pain_lists
from storage.pain import rows as pain_rows
from storage.pain.heat import HALF_LIFE, HAPPENED, HEAT, WEIGHT
from storage.pain.rows import PainRow
from storage.statements import table_of
from storage.vocabulary import OPEN_STATUSES, Kind, Status

T = TypeVar("T")

MOVERS = 5

_P, _S, _N = table_of(PainPoint), table_of(Sighting), table_of(Notice)
_SINCE = bindparam("since", type_=UtcTime)
_UNTIL = bindparam("until", type_=UtcTime)
_MOST = bindparam("most", type_=Integer)
_PAINS = and_(
    _P.c.workspace_id == bindparam("workspace_id"),
    _P.c.journey_id == bindparam("journey_id"),
    _P.c.kind == Kind.PAIN.value,
)
_OPEN = _P.c.status.in_([status.value for status in OPEN_STATUSES])
_SEEN = and_(_S.c.workspace_id == _P.c.workspace_id, _S.c.pain_point_id == _P.c.id)
_IN_PERIOD = and_(_S.c.seen_at > _SINCE, _S.c.seen_at <= _UNTIL)
_MOVED_IN_PERIOD = and_(_P.c.status_at > _SINCE, _P.c.status_at <= _UNTIL)
# All heats cool by the same factor, so that the heat of then follows from the weights of now.
_WARMER = bindparam("warmer", type_=Float)
_THEN = func.coalesce(
    func.sum(case((_S.c.seen_at <= _SINCE, col(Sighting.severity) * WEIGHT))) * _WARMER, 0.0
)
_CHANGE = HEAT - _THEN


@dataclass(frozen=True, slots=True)
class Period:
    """Which journey, and what happened after `since` up to `until`."""

    journey: Journey
    since: datetime
    until: datetime

    @property
    def asked(self) -> dict[str, object]:
        """The parameters that every question has."""
        return {
            "workspace_id": self.journey.workspace_id,
            "journey_id": identity(self.journey),
            "since": self.since,
            "until": self.until,
        }


@dataclass(frozen=True, slots=True)
class Some(Generic[T]):
    """The first few, and how many there are."""

    rows: Sequence[T]
    total: int


@dataclass(frozen=True, slots=True)
class Mover:
    """An open pain point and how much its heat changed in the period."""

    row: PainRow
    change: float


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


@dataclass(frozen=True, slots=True)
class Seen:
    """How much was seen in the period, by how many people."""

    sightings: int
    reporters: int


_COUNT = (
    core_select(func.count(), func.count(distinct(_S.c.reporter_id)))
    .select_from(_P)
    .join(_S, _SEEN)
    .where(_PAINS, _P.c.last_seen_at > _SINCE, _IN_PERIOD)
)
# Whatever was seen in the period may have moved either way; the rest only cooled, the hottest
# of it most.
_SEEN_MOVERS = (
    core_select(_P.c.id, _CHANGE)
    .select_from(_P)
    .join(_S, and_(_SEEN, HAPPENED))
    .where(_PAINS, _OPEN, _P.c.last_seen_at > _SINCE)
    .group_by(_P.c.id)
    .order_by(func.abs(_CHANGE).desc(), _P.c.id)
    .limit(_MOST)
)
_COOLED = (
    core_select(_P.c.id)
    .where(_PAINS, _OPEN, _P.c.last_seen_at <= _SINCE)
    .order_by(_P.c.coldness, _P.c.number)
    .limit(_MOST)
)
_NEW = (
    core_select(_P.c.id, func.count().over())
    .where(
        _PAINS,
        _P.c.status != Status.DUPLICATE.value,
        _P.c.created_at > _SINCE,
        _P.c.created_at <= _UNTIL,
    )
    .order_by(_P.c.coldness, _P.c.number)
    .limit(_MOST)
)
_ENDED = (
    core_select(_P.c.number, _P.c.title, _P.c.reason, func.count().over())
    .where(_PAINS, _P.c.status == bindparam("status", type_=String), _MOVED_IN_PERIOD)
    .order_by(_P.c.status_at.desc(), _P.c.number)
    .limit(_MOST)
)
_CLOSED = _P.c.status.in_([Status.SOLVED.value, Status.DECLINED.value])
_TOOK: Select[Any] = core_select(_P.c.created_at, _P.c.status_at).where(
    _PAINS, _CLOSED, _MOVED_IN_PERIOD
)
_TOLD = (
    core_select(func.count(distinct(_N.c.person_id)))
    .select_from(_P)
    .join(_N, and_(_N.c.workspace_id == _P.c.workspace_id, _N.c.pain_point_id == _P.c.id))
    .where(_PAINS, _CLOSED, _MOVED_IN_PERIOD, _N.c.sent_at > _SINCE, _N.c.sent_at <= _UNTIL)
)
_OWED = (
    core_select(
        func.count(_S.c.id), func.count(distinct(_S.c.reporter_id)), func.count(distinct(_P.c.id))
    )
    .select_from(_P)
    .join(_S, _SEEN)
    .where(_PAINS, _P.c.status == Status.SOLVED.value, _MOVED_IN_PERIOD)
)


def seen(session: Session, *, period: Period) -> Seen:
    """How much was seen."""
    return Seen(*session.connection().execute(_COUNT, period.asked).one())


def movers(session: Session, *, period: Period) -> list[Mover]:
    """The open pain points whose heat changed most, up or down, by how much."""
    asked = {**period.asked, "now_ms": to_milliseconds(period.until), "most": MOVERS}
    warmer = 2.0 ** ((period.until - period.since) / HALF_LIFE)
    connection = session.connection()
    seen_since = connection.execute(_SEEN_MOVERS, {**asked, "warmer": warmer})
    changes = {pain_id: change for pain_id, change in seen_since}  # noqa: C416 - rows, not pairs
    cooled = connection.execute(_COOLED, asked).scalars().all()
    rows = {row.id: row for row in _rows(session, period, [*changes, *cooled])}
    for pain_id in cooled:
        if pain_id in rows:
            changes[pain_id] = rows[pain_id].heat * (1 - warmer)
    found = [Mover(rows[each], change) for each, change in changes.items() if each in rows]
    found.sort(key=lambda mover: (-abs(mover.change), mover.row.number))
    return [mover for mover in found[:MOVERS] if round(mover.change, 1)]


def new(session: Session, *, period: Period, most: int) -> Some[PainRow]:
    """What was reported for the first time, the hottest first."""
    found = session.connection().execute(_NEW, {**period.asked, "most": most}).all()
    rows = _rows(session, period, [pain_id for pain_id, _ in found])
    return Some(rows, found[0][1] if found else 0)


def rising(session: Session, *, period: Period, most: int) -> Some[PainRow]:
    """What doubled its heat within 14 days, as it stands at the end of the period."""
    which = pain_lists.Filter(journey_id=identity(period.journey), rising=True)
    page = pain_lists.page(
        session,
        workspace_id=period.journey.workspace_id,
        which=which,
        now=period.until,
        size=most,
    )
    return Some(page.rows, page.total)


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


def _rows(session: Session, period: Period, ids: Sequence[int]) -> list[PainRow]:
    return pain_rows.rows(session, period.journey.workspace_id, ids, period.until)
