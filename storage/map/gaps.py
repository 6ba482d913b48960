"""What a journey's map lacks, and where it disagrees with what was seen, at any moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import BigInteger, Select, and_, bindparam, case, func, or_, type_coerce
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import BindParameter
from sqlmodel import Session

from storage.folding import fold
from storage.journey import stages
from storage.kpi import rows as kpi_rows
from storage.models import PainPoint, Sighting, Stage, Touchpoint
from storage.models.columns import UtcTime, to_milliseconds
from storage.pain.heat import EMOTION, EMOTIONS, HAPPENED, NOW_MS, WEIGHT
from storage.statements import table_of
from storage.vocabulary import OPEN_STATUSES, Kind

SILENT_AFTER = timedelta(days=60)
# Drift = observed - planned; less, or of fewer sightings, is no reason to act.
DRIFT = 1.0
DRIFT_N = 5
# What drifted by exactly that must not fail by a rounding.
_DRIFTED = DRIFT - 1e-9
# A heat that is shown as 0.0 hurts nobody.
_HURTS = 0.05

_P, _S, _T, _G = (table_of(model) for model in (PainPoint, Sighting, Touchpoint, Stage))
_OPEN_PAIN = and_(
    _P.c.kind == Kind.PAIN.value,
    _P.c.status.in_([status.value for status in OPEN_STATUSES]),
)
_WORKSPACE: BindParameter[str] = bindparam("workspace_id")
_JOURNEY = bindparam("journey_id", type_=BigInteger)
_SEEN = (
    core_select(
        _P.c.touchpoint_id.label("place_id"),
        func.coalesce(func.sum(case((_OPEN_PAIN, _S.c.severity * WEIGHT))), 0.0).label("heat"),
        func.count(_S.c.id).label("sightings"),
        func.max(_S.c.seen_at).label("last_seen"),
        EMOTION.label("emotion"),
        EMOTIONS.label("emotions"),
    )
    .select_from(_P)
    .join(_S, and_(_S.c.workspace_id == _P.c.workspace_id, _S.c.pain_point_id == _P.c.id))
    .where(_P.c.workspace_id == _WORKSPACE, _P.c.journey_id == _JOURNEY, HAPPENED)
    .group_by(_P.c.touchpoint_id)
    .subquery()
)
# On the map at the moment that is asked about.
_THERE = and_(
    type_coerce(_T.c.created_at, BigInteger) <= NOW_MS,
    or_(_T.c.retired_at.is_(None), type_coerce(_T.c.retired_at, BigInteger) > NOW_MS),
)
_PLACES: Select[Any] = (
    core_select(
        _T.c.id,
        _T.c.number,
        _T.c.name,
        _T.c.stage_id,
        _G.c.name,
        _T.c.department,
        _T.c.owner_id,
        _T.c.planned_emotion,
        func.coalesce(_SEEN.c.heat, 0.0),
        func.coalesce(_SEEN.c.sightings, 0),
        type_coerce(_SEEN.c.last_seen, UtcTime),
        _SEEN.c.emotion,
        func.coalesce(_SEEN.c.emotions, 0),
    )
    .join(_G, and_(_G.c.workspace_id == _T.c.workspace_id, _G.c.id == _T.c.stage_id))
    .outerjoin(_SEEN, _SEEN.c.place_id == _T.c.id)
    .where(_T.c.workspace_id == _WORKSPACE, _T.c.journey_id == _JOURNEY, _THERE)
    .order_by(_G.c.position, _G.c.id, _T.c.position, _T.c.id)
)


@dataclass(frozen=True, slots=True)
class Place:
    """A touchpoint with what was seen there up to the moment; heat of open pain points only."""

    id: int
    number: int
    name: str
    stage_id: int
    stage: str
    department: str
    owner_id: str | None
    planned: int | None
    heat: float
    sightings: int
    last_seen: datetime | None
    observed: float | None
    observed_n: int

    @property
    def drift(self) -> float | None:
        """Observed minus planned, as soon as enough was seen."""
        if self.planned is None or self.observed is None or self.observed_n < DRIFT_N:
            return None
        return self.observed - self.planned


@dataclass(frozen=True, slots=True)
class HandOff:
    """Two neighbours on the map of different departments; heat is that of both together."""

    before: Place
    after: Place

    @property
    def heat(self) -> float:
        return self.before.heat + self.after.heat

    @property
    def hotter(self) -> Place:
        return max(self.before, self.after, key=lambda place: place.heat)


@dataclass(frozen=True, slots=True)
class Gaps:
    """Everything at once. Touchpoints stand in the map's order; silent holds assumed too.

    unmeasured stages have touchpoints, and no KPI with a reading on them or on any of these.
    hand_offs are those of all `handed_over` that hurt, hottest first; `unassigned` touchpoints
    have no department, so that nothing is known of hand-offs beside them. drifting is of those
    whose drift is at least 1 either way, the largest first.
    """

    touchpoints: int
    stages: int
    empty: Sequence[Stage]
    ownerless: Sequence[Place]
    silent: Sequence[Place]
    assumed: Sequence[Place]
    hand_offs: Sequence[HandOff]
    handed_over: int
    unassigned: int
    drifting: Sequence[Place]
    compared: int
    unmeasured: Sequence[Stage]


def of(session: Session, *, workspace_id: str, journey_id: int, now: datetime) -> Gaps:
    """A journey's gaps at a moment, in three statements."""
    columns = stages.of(session, workspace_id=workspace_id, journey_id=journey_id)
    places = _places(session, workspace_id, journey_id, now)
    held = {place.stage_id for place in places}
    handed = [
        HandOff(before, after)
        for before, after in pairwise(places)
        if before.department
        and after.department
        and fold(before.department) != fold(after.department)
    ]
    measured = kpi_rows.places(session, workspace_id=workspace_id, journey_id=journey_id)
    measured_stages = measured.stages | {
        place.stage_id for place in places if place.id in measured.touchpoints
    }
    drifts = [(abs(place.drift), place) for place in places if place.drift is not None]
    return Gaps(
        touchpoints=len(places),
        stages=len(columns),
        empty=[stage for stage in columns if stage.id not in held],
        ownerless=[place for place in places if place.owner_id is None],
        silent=[place for place in places if _is_silent(place, now)],
        assumed=[
            place
            for place in places
            if place.sightings == 0 and place.id not in measured.touchpoints
        ],
        hand_offs=sorted(
            (each for each in handed if each.heat >= _HURTS), key=lambda each: -each.heat
        ),
        handed_over=len(handed),
        unassigned=sum(not place.department for place in places),
        drifting=[
            place for size, place in sorted(drifts, key=lambda each: -each[0]) if size >= _DRIFTED
        ],
        compared=len(drifts),
        unmeasured=[
            stage for stage in columns if stage.id in held and stage.id not in measured_stages
        ],
    )


def _places(session: Session, workspace_id: str, journey_id: int, now: datetime) -> list[Place]:
    found = session.connection().execute(
        _PLACES,
        {
            "workspace_id": workspace_id,
            "journey_id": journey_id,
            "now_ms": to_milliseconds(now),
        },
    )
    return [Place(*row) for row in found]


def _is_silent(place: Place, now: datetime) -> bool:
    return place.last_seen is None or place.last_seen <= now - SILENT_AFTER
