"""What concerns one person, over all journeys: what happened to theirs, what they can confirm."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, union_all
from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage.models import History, Journey, Member, PainPoint, Sighting
from storage.pain.heard import MOVES
from storage.pain.rows import PainRow, rows
from storage.statements import table_of
from storage.vocabulary import Kind, Status

_PAIN = table_of(PainPoint)


@dataclass(frozen=True, slots=True)
class Happened:
    """One of a person's pain points, and the last thing that happened to it."""

    number: int
    title: str
    status: str
    last: History


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """The hottest of what others reported and nobody confirmed, and how many there are."""

    hottest: Sequence[PainRow]
    total: int


def _theirs(workspace_id: str, person_id: str) -> ColumnElement[int]:
    """The ids of what a person reported or saw too: two indexes, where OR would use none."""
    return union_all(
        core_select(_PAIN.c.id).where(
            _PAIN.c.workspace_id == workspace_id, _PAIN.c.reporter_id == person_id
        ),
        core_select(col(Sighting.pain_point_id)).where(
            col(Sighting.workspace_id) == workspace_id, col(Sighting.reporter_id) == person_id
        ),
    ).scalar_subquery()


def logged(session: Session, *, workspace_id: str, person_id: str) -> int:
    """How many pain points and delights a person logged in all."""
    return session.exec(
        select(func.count())
        .select_from(PainPoint)
        .where(PainPoint.workspace_id == workspace_id, PainPoint.reporter_id == person_id)
    ).one()


def happened(session: Session, *, workspace_id: str, person_id: str, limit: int) -> list[Happened]:
    """What a person reported or saw too and has moved since, the latest move first."""
    latest = (
        core_select(func.max(col(History.id)))
        .where(
            col(History.workspace_id) == workspace_id,
            col(History.subject) == "pain",
            col(History.subject_id).in_(_theirs(workspace_id, person_id)),
            col(History.what).in_(MOVES),
        )
        .group_by(col(History.subject_id))
        .order_by(func.max(col(History.id)).desc())
        .limit(limit)
    )
    ids = session.connection().execute(latest).scalars().all()
    found = session.exec(
        select(PainPoint, History)
        .join(History, col(History.subject_id) == col(PainPoint.id))
        .where(PainPoint.workspace_id == workspace_id, col(History.id).in_(ids))
        .order_by(col(History.id).desc())
    )
    return [Happened(pain.number, pain.title, pain.status, last) for pain, last in found]


def theirs_among(
    session: Session, *, workspace_id: str, person_id: str, journeys: Sequence[Journey]
) -> list[int]:
    """The journeys a person owns, used last or reported to, of those given."""
    reported = core_select(_PAIN.c.journey_id).where(
        _PAIN.c.workspace_id == workspace_id, _PAIN.c.id.in_(_theirs(workspace_id, person_id))
    )
    last = core_select(col(Member.journey_id)).where(
        col(Member.workspace_id) == workspace_id, col(Member.id) == person_id
    )
    found = session.exec(
        select(Journey.id).where(
            Journey.workspace_id == workspace_id,
            col(Journey.id).in_([journey.id for journey in journeys]),
            or_(
                col(Journey.owner_id) == person_id,
                col(Journey.id).in_(reported),
                col(Journey.id).in_(last),
            ),
        )
    )
    return [journey_id for journey_id in found if journey_id is not None]


def to_confirm(
    session: Session,
    *,
    workspace_id: str,
    person_id: str,
    journey_ids: Collection[int],
    now: datetime,
    limit: int,
) -> ToConfirm:
    """New pain points of these journeys that the person has not reported or seen too."""
    own = aliased(Sighting)
    has_seen = exists().where(
        col(own.workspace_id) == col(PainPoint.workspace_id),
        col(own.pain_point_id) == col(PainPoint.id),
        col(own.reporter_id) == person_id,
    )
    wanted = (
        col(PainPoint.workspace_id) == workspace_id,
        col(PainPoint.journey_id).in_(journey_ids),
        col(PainPoint.status) == Status.NEW.value,
        col(PainPoint.kind) == Kind.PAIN.value,
        col(PainPoint.reporter_id) != person_id,
        ~has_seen,
    )
    total = session.connection().execute(
        core_select(func.count()).select_from(PainPoint).where(*wanted)
    )
    hottest = (
        core_select(_PAIN.c.id)
        .where(*wanted)
        .order_by(_PAIN.c.coldness, _PAIN.c.number)
        .limit(limit)
    )
    ids = session.connection().execute(hottest).scalars().all()
    return ToConfirm(rows(session, workspace_id, ids, now), total.scalar_one())
