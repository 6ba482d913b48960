"""The whole map at a moment, in plain rows: what the picture and its summary are made from."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, case, distinct, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage import pain_lists, pain_rows
from storage.heat import EMOTION, EMOTIONS, HAPPENED, WEIGHT
from storage.models import PainPoint, Sighting, Touchpoint
from storage.models.columns import to_milliseconds
from storage.vocabulary import OPEN_STATUSES, Kind


@dataclass(frozen=True, slots=True)
class Observed:
    """What sightings say about one touchpoint.

    heat counts the open pain points only: what is solved or declined calls for nothing any
    more, and a delight never did. sightings, reporters and emotion are what was seen there,
    whatever became of it: emotion is the weighted mean on -2..+2 over emotions_n sightings,
    delights included, or None where nobody noted one. A duplicate adds nothing of its own,
    for its sightings have moved to the pain point it is the same as, and count there.
    """

    touchpoint_id: int
    heat: float
    sightings: int
    reporters: int
    emotion: float | None
    emotions_n: int


NOTHING_OBSERVED = Observed(0, 0.0, 0, 0, None, 0)

_OPEN_PAIN = and_(
    col(PainPoint.kind) == Kind.PAIN.value,
    col(PainPoint.status).in_([status.value for status in OPEN_STATUSES]),
)
_OBSERVED = (
    core_select(
        col(PainPoint.touchpoint_id),
        func.coalesce(func.sum(case((_OPEN_PAIN, col(Sighting.severity) * WEIGHT))), 0.0),
        func.count(col(Sighting.id)),
        func.count(distinct(col(Sighting.reporter_id))),
        EMOTION,
        EMOTIONS,
    )
    .select_from(PainPoint)
    .join(
        Sighting,
        and_(
            col(Sighting.workspace_id) == col(PainPoint.workspace_id),
            col(Sighting.pain_point_id) == col(PainPoint.id),
        ),
    )
    .where(
        col(PainPoint.workspace_id) == bindparam("workspace_id"),
        col(PainPoint.journey_id) == bindparam("journey_id"),
        HAPPENED,
    )
    .group_by(col(PainPoint.touchpoint_id))
)
_OBSERVED_AT_ONE = _OBSERVED.where(col(PainPoint.touchpoint_id) == bindparam("touchpoint_id"))
_TOUCHPOINTS = (
    core_select(Touchpoint)
    .where(
        col(Touchpoint.workspace_id) == bindparam("workspace_id"),
        col(Touchpoint.journey_id) == bindparam("journey_id"),
        col(Touchpoint.retired_at).is_(None),
    )
    .order_by(col(Touchpoint.position), col(Touchpoint.id))
)


def touchpoints(session: Session, *, workspace_id: str, journey_id: int) -> list[Touchpoint]:
    """The touchpoints in use, each stage's in order."""
    found = session.execute(_TOUCHPOINTS, {"workspace_id": workspace_id, "journey_id": journey_id})
    return list(found.scalars())


def observed(
    session: Session, *, workspace_id: str, journey_id: int, now: datetime
) -> dict[int, Observed]:
    """What was observed at each touchpoint up to a moment, by the touchpoint's id."""
    found = session.connection().execute(
        _OBSERVED,
        {
            "workspace_id": workspace_id,
            "journey_id": journey_id,
            "now_ms": to_milliseconds(now),
        },
    )
    return {each[0]: Observed(*each) for each in found}


def observed_at(session: Session, *, touchpoint: Touchpoint, now: datetime) -> Observed:
    """What was observed at one touchpoint up to a moment."""
    found = (
        session.connection()
        .execute(
            _OBSERVED_AT_ONE,
            {
                "workspace_id": touchpoint.workspace_id,
                "journey_id": touchpoint.journey_id,
                "touchpoint_id": touchpoint.id,
                "now_ms": to_milliseconds(now),
            },
        )
        .first()
    )
    return Observed(*found) if found else NOTHING_OBSERVED


def open_pains(
    session: Session, *, workspace_id: str, journey_id: int, now: datetime, limit: int
) -> list[pain_rows.PainRow]:
    """The hottest open pain points of the journey."""
    which = pain_lists.Filter(journey_id=journey_id)
    return pain_lists.hottest(session, workspace_id=workspace_id, which=which, now=now, limit=limit)
