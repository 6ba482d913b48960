"""Pain points and delights, and the sightings they are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, insert
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from storage import history
from storage.heat import HAPPENED, HEAT, REPORTERS, SIGHTINGS
from storage.identity import identity
from storage.models import PainPoint, Sighting, Touchpoint
from storage.models.columns import to_milliseconds
from storage.numbers import next_number
from storage.statements import table_of
from storage.vocabulary import OPEN_STATUSES, Kind, Status


@dataclass(frozen=True, slots=True)
class NewSighting:
    """What one person observed."""

    reporter_id: str
    seen_at: datetime
    severity: int
    emotion: int | None = None
    words: str = ""
    quote: str = ""
    source: str | None = None
    persona_id: int | None = None
    told_by: str = ""
    permalink: str | None = None
    place_id: str | None = None
    place_private: bool = False
    thanked_by_name: bool = False


@dataclass(frozen=True, slots=True)
class PainRow:
    """A pain point as lists show it."""

    id: int
    number: int
    kind: str
    title: str
    status: str
    touchpoint_id: int
    touchpoint_number: int
    touchpoint: str
    heat: float
    sightings: int
    reporters: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which pain points a list shows."""

    journey_id: int
    kind: Kind = Kind.PAIN
    statuses: tuple[str, ...] = tuple(OPEN_STATUSES)
    stage_id: int | None = None
    touchpoint_id: int | None = None
    reporter_id: str | None = None


TITLE = 150

_ADD_PAIN = insert(table_of(PainPoint)).returning(table_of(PainPoint).c.id)
_ADD_SIGHTING = insert(table_of(Sighting))


def add(
    session: Session,
    *,
    touchpoint: Touchpoint,
    told: str,
    kind: Kind,
    channel_id: str | None,
    sighting: NewSighting,
) -> PainRow:
    """A new pain point with its first sighting; `told` is what happened, in full."""
    workspace_id = touchpoint.workspace_id
    title, description = titled(told)
    number = next_number(session, workspace_id=workspace_id, kind="pain")
    pain_id: int = (
        session.connection()
        .execute(
            _ADD_PAIN,
            {
                "workspace_id": workspace_id,
                "number": number,
                "kind": kind.value,
                "journey_id": touchpoint.journey_id,
                "touchpoint_id": touchpoint.id,
                "title": title,
                "description": description,
                "status": Status.NEW.value,
                "status_at": sighting.seen_at,
                "reason": "",
                "reporter_id": sighting.reporter_id,
                "channel_id": channel_id,
                "created_at": sighting.seen_at,
            },
        )
        .scalar_one()
    )
    add_sighting(session, workspace_id=workspace_id, pain_id=pain_id, sighting=sighting)
    history.record(
        session,
        workspace_id=workspace_id,
        journey_id=touchpoint.journey_id,
        subject="pain",
        subject_id=pain_id,
        actor_id=sighting.reporter_id,
        at=sighting.seen_at,
        what="added",
        after={"title": title, "touchpoint": touchpoint.number, "severity": sighting.severity},
    )
    return PainRow(
        id=pain_id,
        number=number,
        kind=kind.value,
        title=title,
        status=Status.NEW.value,
        touchpoint_id=identity(touchpoint),
        touchpoint_number=touchpoint.number,
        touchpoint=touchpoint.name,
        heat=float(sighting.severity) if kind is Kind.PAIN else 0.0,
        sightings=1,
        reporters=1,
    )


def titled(told: str) -> tuple[str, str]:
    """What happened as (title, description): the description is empty when the title says all."""
    first = " ".join(told.split("\n", 1)[0].split())
    if len(first) > TITLE:
        first = first[: TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return first, "" if first == told else told


def add_sighting(
    session: Session, *, workspace_id: str, pain_id: int, sighting: NewSighting
) -> None:
    """One more observation of a known pain point."""
    session.connection().execute(
        _ADD_SIGHTING,
        {
            "workspace_id": workspace_id,
            "pain_point_id": pain_id,
            "reporter_id": sighting.reporter_id,
            "seen_at": sighting.seen_at,
            "severity": sighting.severity,
            "emotion": sighting.emotion,
            "words": sighting.words,
            "quote": sighting.quote,
            "source": sighting.source,
            "persona_id": sighting.persona_id,
            "told_by": sighting.told_by,
            "permalink": sighting.permalink,
            "place_id": sighting.place_id,
            "place_private": sighting.place_private,
            "thanked_by_name": sighting.thanked_by_name,
        },
    )


def numbered(session: Session, *, workspace_id: str, number: int) -> PainPoint | None:
    """P-number of any journey of the workspace."""
    return session.exec(
        select(PainPoint).where(PainPoint.workspace_id == workspace_id, PainPoint.number == number)
    ).first()


def sightings(
    session: Session, *, workspace_id: str, pain_id: int, limit: int = 5
) -> Sequence[Sighting]:
    """The latest sightings of a pain point, newest first."""
    return session.exec(
        select(Sighting)
        .where(Sighting.workspace_id == workspace_id, Sighting.pain_point_id == pain_id)
        .order_by(col(Sighting.seen_at).desc(), col(Sighting.id).desc())
        .limit(limit)
    ).all()


def row(session: Session, *, workspace_id: str, pain_id: int, now: datetime) -> PainRow:
    """One pain point with its heat at a moment."""
    (found,) = _rows(session, workspace_id, [pain_id], now)
    return found


def count(session: Session, *, workspace_id: str, which: Filter) -> int:
    """How many pain points a list shows in all."""
    statement = (
        core_select(func.count()).select_from(PainPoint).where(*_conditions(workspace_id, which))
    )
    total: int = session.connection().execute(statement).scalar_one()
    return total


def hottest(
    session: Session,
    *,
    workspace_id: str,
    which: Filter,
    now: datetime,
    limit: int,
    offset: int = 0,
) -> list[PainRow]:
    """A page of the list, hottest first; equal heat in order of number."""
    # First only who is on the page, from one index; then everything about those few.
    statement = (
        core_select(table_of(PainPoint).c.id)
        .join(Sighting, _SIGHTED)
        .where(*_conditions(workspace_id, which), HAPPENED)
        .group_by(col(PainPoint.id))
        .order_by(HEAT.desc(), col(PainPoint.number))
        .limit(limit)
        .offset(offset)
    )
    page = session.connection().execute(statement, {"now_ms": to_milliseconds(now)}).scalars().all()
    return _rows(session, workspace_id, page, now)


def newest(
    session: Session, *, workspace_id: str, reporter_id: str, now: datetime, limit: int
) -> list[PainRow]:
    """What one person reported last, over all journeys."""
    statement = (
        core_select(table_of(PainPoint).c.id)
        .where(
            col(PainPoint.workspace_id) == workspace_id, col(PainPoint.reporter_id) == reporter_id
        )
        .order_by(col(PainPoint.id).desc())
        .limit(limit)
    )
    page = session.connection().execute(statement).scalars().all()
    return _rows(session, workspace_id, page, now)


_SIGHTED = and_(
    col(Sighting.workspace_id) == col(PainPoint.workspace_id),
    col(Sighting.pain_point_id) == col(PainPoint.id),
)
_ROWS = (
    core_select(
        col(PainPoint.id),
        col(PainPoint.number),
        col(PainPoint.kind),
        col(PainPoint.title),
        col(PainPoint.status),
        col(Touchpoint.id),
        col(Touchpoint.number),
        col(Touchpoint.name),
        HEAT,
        SIGHTINGS,
        REPORTERS,
    )
    .select_from(PainPoint)
    .join(Touchpoint, col(PainPoint.touchpoint_id) == col(Touchpoint.id))
    .join(Sighting, and_(_SIGHTED, HAPPENED))
    .where(
        col(PainPoint.workspace_id) == bindparam("workspace_id"),
        col(PainPoint.id).in_(bindparam("ids", expanding=True)),
    )
    .group_by(col(PainPoint.id), col(Touchpoint.id))
)


def _rows(session: Session, workspace_id: str, ids: Sequence[int], now: datetime) -> list[PainRow]:
    """The pain points with these ids, in this order."""
    found = session.connection().execute(
        _ROWS, {"workspace_id": workspace_id, "ids": ids, "now_ms": to_milliseconds(now)}
    )
    by_id = {each[0]: PainRow(*each) for each in found}
    return [by_id[pain_id] for pain_id in ids if pain_id in by_id]


def _conditions(workspace_id: str, which: Filter) -> list[ColumnElement[bool]]:
    conditions = [
        col(PainPoint.workspace_id) == workspace_id,
        col(PainPoint.journey_id) == which.journey_id,
        col(PainPoint.kind) == which.kind.value,
    ]
    if which.statuses:
        conditions.append(col(PainPoint.status).in_(which.statuses))
    if which.touchpoint_id is not None:
        conditions.append(col(PainPoint.touchpoint_id) == which.touchpoint_id)
    if which.reporter_id is not None:
        conditions.append(col(PainPoint.reporter_id) == which.reporter_id)
    if which.stage_id is not None:
        of_stage = core_select(col(Touchpoint.id)).where(
            col(Touchpoint.workspace_id) == workspace_id,
            col(Touchpoint.stage_id) == which.stage_id,
        )
        conditions.append(col(PainPoint.touchpoint_id).in_(of_stage))
    return conditions
