"""The whole map at a moment, in plain rows: what the picture and its summary are made from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, distinct, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage.kpi import rows as kpi_rows
from storage.models import PainPoint, Sighting, Touchpoint
from storage.models.columns import to_milliseconds
from storage.pain import lists as pain_lists
from storage.pain import rows as pain_rows
from storage.pain.heat import EMOTION, EMOTIONS, HAPPENED, HEAT, SIGHTINGS, WEIGHT
from storage.vocabulary import OPEN_STATUSES, Kind


@dataclass(frozen=True, slots=True)
class Observed:
    """What sightings say about one touchpoint.

    heat counts the open pain points only: what is solved or declined calls for nothing any
    more, and a delight never did. sightings, reporters and emotion are what was seen there,
    whatever became of it: emotion is the weighted mean on -2..+2 over emotions_n sightings,
    delights included, or None where nobody noted one, and spread the standard deviation around
    it with the same weights, from two sightings on. A duplicate adds nothing of its own,
    for its sightings have moved to the pain point it is the same as, and count there. It is
    measured where a KPI in use of this very touchpoint has a reading.
    """

    touchpoint_id: int
    heat: float
    sightings: int
    reporters: int
    emotion: float | None
    emotions_n: int
    spread: float | None = None
    measured: bool = False


NOTHING_OBSERVED = Observed(0, 0.0, 0, 0, None, 0)

_SQUARES: Any = func.sum(col(Sighting.emotion) * col(Sighting.emotion) * WEIGHT) / func.sum(
    case((col(Sighting.emotion).is_not(None), WEIGHT))
)
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
        _SQUARES,
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
_BY_PERSONA = col(Sighting.persona_id) == bindparam("persona_id")
_OBSERVED_BY_PERSONA = _OBSERVED.where(_BY_PERSONA)
_HEATS_BY_PERSONA = (
    core_select(col(Sighting.pain_point_id), HEAT, SIGHTINGS)
    .where(
        col(Sighting.workspace_id) == bindparam("workspace_id"),
        col(Sighting.pain_point_id).in_(bindparam("ids", expanding=True)),
        _BY_PERSONA,
        HAPPENED,
    )
    .group_by(col(Sighting.pain_point_id))
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
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    now: datetime,
    persona_id: int | None = None,
) -> dict[int, Observed]:
    """What was observed at each touchpoint up to a moment, by the touchpoint's id.

    With a persona only what was seen of customers like that.
    """
    asked: dict[str, object] = {
        "workspace_id": workspace_id,
        "journey_id": journey_id,
        "now_ms": to_milliseconds(now),
    }
    statement = _OBSERVED
    if persona_id is not None:
        statement, asked = _OBSERVED_BY_PERSONA, {**asked, "persona_id": persona_id}
    rows = session.connection().execute(statement, asked)
    found = {each[0]: _observed(each) for each in rows}
    places = kpi_rows.places(session, workspace_id=workspace_id, journey_id=journey_id)
    for touchpoint_id in places.touchpoints:
        seen = found.get(touchpoint_id, replace(NOTHING_OBSERVED, touchpoint_id=touchpoint_id))
        found[touchpoint_id] = replace(seen, measured=True)
    return found


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
    places = kpi_rows.places(
        session, workspace_id=touchpoint.workspace_id, journey_id=touchpoint.journey_id
    )
    seen = _observed(found) if found else NOTHING_OBSERVED
    return replace(seen, measured=touchpoint.id in places.touchpoints)


def _observed(row: Row[Any]) -> Observed:
    held: list[Any] = list(row)
    squares = held.pop()
    seen = Observed(*held)
    if seen.emotion is None or seen.emotions_n < 2:  # noqa: PLR2004 - one alone has no spread
        return seen
    # Rounding may leave a variance of nothing a little below it.
    return replace(seen, spread=math.sqrt(max(0.0, squares - seen.emotion**2)))


def open_pains(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    now: datetime,
    limit: int,
    persona_id: int | None = None,
) -> list[pain_rows.PainRow]:
    """The hottest open pain points of the journey.

    With a persona those that such customers met, with heat and sightings of theirs alone.
    """
    which = pain_lists.Filter(journey_id=journey_id, persona_id=persona_id)
    rows = pain_lists.hottest(session, workspace_id=workspace_id, which=which, now=now, limit=limit)
    if persona_id is None:
        return rows
    return _of_persona(session, workspace_id, rows, now, persona_id)


def _of_persona(
    session: Session,
    workspace_id: str,
    rows: Sequence[pain_rows.PainRow],
    now: datetime,
    persona_id: int,
) -> list[pain_rows.PainRow]:
    asked = {
        "workspace_id": workspace_id,
        "ids": [row.id for row in rows],
        "now_ms": to_milliseconds(now),
        "persona_id": persona_id,
    }
    found = session.connection().execute(_HEATS_BY_PERSONA, asked)
    met = {pain_id: (heat, sightings) for pain_id, heat, sightings in found}
    theirs = [
        replace(row, heat=met[row.id][0], sightings=met[row.id][1]) for row in rows if row.id in met
    ]
    return sorted(theirs, key=lambda row: (-row.heat, row.number))
