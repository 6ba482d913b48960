"""Pain points with touchpoint, heat and evidence, as lists and cards show them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Float, and_, bindparam, case, func
from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.models import PainPoint, Sighting, Touchpoint
from storage.models.columns import UtcTime, to_milliseconds
from storage.pain.heat import HAPPENED, HEAT, HEAT_BEFORE, REPORTERS, SIGHTINGS, is_rising
from storage.vocabulary import OPEN_STATUSES, Kind


@dataclass(frozen=True, slots=True)
class PainRow:
    """A pain point as lists show it.

    heat and heat_before (14 days earlier) are 0 for delights. A duplicate has no sightings
    of its own: they moved to `duplicate_of`, a P-number.
    """

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
    heat_before: float = 0.0
    last_seen_at: datetime | None = None
    duplicate_of: int | None = None
    severity: float | None = None

    @property
    def degree(self) -> int | None:
        """The mean of its sightings' severities, which for a delight is how much it pleased."""
        return None if self.severity is None else math.floor(self.severity + 0.5)

    @property
    def rising(self) -> bool:
        """Whether it is open and its heat doubled within 14 days."""
        return (
            self.kind == Kind.PAIN
            and self.status in OPEN_STATUSES
            and is_rising(
                heat=self.heat,
                before=self.heat_before,
                sightings=self.sightings,
                reporters=self.reporters,
            )
        )


SIGHTED = and_(
    col(Sighting.workspace_id) == col(PainPoint.workspace_id),
    col(Sighting.pain_point_id) == col(PainPoint.id),
)
_INTO = aliased(PainPoint)
_IS_PAIN = col(PainPoint.kind) == Kind.PAIN.value
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
        case((_IS_PAIN, HEAT), else_=0.0),
        SIGHTINGS,
        REPORTERS,
        case((_IS_PAIN, HEAT_BEFORE), else_=0.0),
        func.max(col(Sighting.seen_at), type_=UtcTime),
        col(_INTO.number),
        func.avg(col(Sighting.severity), type_=Float),
    )
    .select_from(PainPoint)
    .join(Touchpoint, col(PainPoint.touchpoint_id) == col(Touchpoint.id))
    # Outer: a duplicate has no sightings left and is listed all the same.
    .outerjoin(Sighting, and_(SIGHTED, HAPPENED))
    .outerjoin(_INTO, col(PainPoint.duplicate_of_id) == col(_INTO.id))
    .where(
        col(PainPoint.workspace_id) == bindparam("workspace_id"),
        col(PainPoint.id).in_(bindparam("ids", expanding=True)),
    )
    .group_by(col(PainPoint.id), col(Touchpoint.id), col(_INTO.id))
)


@dataclass(frozen=True, slots=True)
class Totals:
    """Several pain points together; a person who saw two of them counts once."""

    heat: float
    sightings: int
    reporters: int


_TOTALS = core_select(HEAT, SIGHTINGS, REPORTERS).where(
    col(Sighting.workspace_id) == bindparam("workspace_id"),
    col(Sighting.pain_point_id).in_(bindparam("ids", expanding=True)),
    HAPPENED,
)


def totals(session: Session, *, workspace_id: str, ids: Sequence[int], now: datetime) -> Totals:
    """What these pain points add up to at a moment; at most some thousands."""
    found = session.connection().execute(
        _TOTALS, {"workspace_id": workspace_id, "ids": ids, "now_ms": to_milliseconds(now)}
    )
    return Totals(*found.one())


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
