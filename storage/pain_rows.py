"""Pain points with touchpoint, heat and evidence, as lists and cards show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage.heat import HAPPENED, HEAT, REPORTERS, SIGHTINGS
from storage.models import PainPoint, Sighting, Touchpoint
from storage.models.columns import to_milliseconds


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


SIGHTED = and_(
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
    .join(Sighting, and_(SIGHTED, HAPPENED))
    .where(
        col(PainPoint.workspace_id) == bindparam("workspace_id"),
        col(PainPoint.id).in_(bindparam("ids", expanding=True)),
    )
    .group_by(col(PainPoint.id), col(Touchpoint.id))
)


def rows(session: Session, workspace_id: str, ids: Sequence[int], now: datetime) -> list[PainRow]:
    """The pain points with these ids, in this order."""
    found = session.connection().execute(
        _ROWS, {"workspace_id": workspace_id, "ids": ids, "now_ms": to_milliseconds(now)}
    )
    by_id = {each[0]: PainRow(*each) for each in found}
    return [by_id[pain_id] for pain_id in ids if pain_id in by_id]


def row(session: Session, *, workspace_id: str, pain_id: int, now: datetime) -> PainRow:
    """One pain point with its heat at a moment."""
    (found,) = rows(session, workspace_id, [pain_id], now)
    return found
