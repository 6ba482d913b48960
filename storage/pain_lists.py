"""Which pain points there are, and which are the hottest."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from storage.heat import HAPPENED, HEAT
from storage.models import PainPoint, Sighting, Touchpoint
from storage.models.columns import to_milliseconds
from storage.pain_rows import SIGHTED, PainRow, rows
from storage.statements import table_of
from storage.vocabulary import OPEN_STATUSES, Kind


@dataclass(frozen=True, slots=True)
class Filter:
    """Which pain points a list shows."""

    journey_id: int
    kind: Kind = Kind.PAIN
    statuses: tuple[str, ...] = tuple(OPEN_STATUSES)
    stage_id: int | None = None
    touchpoint_id: int | None = None
    reporter_id: str | None = None


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
        .join(Sighting, SIGHTED)
        .where(*_conditions(workspace_id, which), HAPPENED)
        .group_by(col(PainPoint.id))
        .order_by(HEAT.desc(), col(PainPoint.number))
        .limit(limit)
        .offset(offset)
    )
    page = session.connection().execute(statement, {"now_ms": to_milliseconds(now)}).scalars().all()
    return rows(session, workspace_id, page, now)


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
    return rows(session, workspace_id, page, now)


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
