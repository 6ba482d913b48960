"""KPIs with their latest readings, as lists, digest, map and gaps show them: two questions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, func
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.kpi import measures, statistics
from storage.kpi.measures import METHOD, Measured, Method
from storage.kpi.statistics import Change, Estimate
from storage.models import Kpi, Reading
from storage.statements import table_of

MOST_POINTS = 12
_ALL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Point:
    """A reading: the first day of its period, and what it says."""

    period_start: date
    measured: Measured
    method: Method
    recorded_at: datetime

    @property
    def estimate(self) -> Estimate:
        """With its interval; worked out when asked for, as few of a list's readings are."""
        return measures.estimate(self.method, self.measured)


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A KPI with the latest readings of its present series, oldest first; name raw."""

    id: int
    number: int
    journey_id: int
    name: str
    method: Method
    baseline: float | None
    target: float | None
    stage_id: int | None
    touchpoint_id: int | None
    owner_id: str
    series: int
    retired_at: datetime | None = None
    points: tuple[Point, ...] = field(default=())

    @property
    def latest(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def previous(self) -> Point | None:
        """The reading before the latest, of whatever period that was."""
        return self.points[-2] if len(self.points) > 1 else None

    @property
    def change(self) -> Change | None:
        """From the previous reading to the latest; None without both."""
        if self.latest is None or self.previous is None:
            return None
        return statistics.change(self.previous.estimate, self.latest.estimate)

    @property
    def progress(self) -> float | None:
        """How far from baseline to target, 0..1 and beyond; None where it can't be told."""
        if self.latest is None or self.baseline is None or self.target is None:
            return None
        return statistics.progress(
            self.latest.measured.value, baseline=self.baseline, target=self.target
        )

    @property
    def reached(self) -> bool | None:
        """Whether the latest value is at the target or beyond; None without either."""
        if self.latest is None or self.target is None:
            return None
        value = self.latest.measured.value
        return value >= self.target if self.method.higher_is_better else value <= self.target


@dataclass(frozen=True, slots=True)
class Places:
    """Which places have a reading of a KPI in use: stages and touchpoints, by id."""

    stages: frozenset[int]
    touchpoints: frozenset[int]


_K = table_of(Kpi)
_R = table_of(Reading)
_COLUMNS = (
    *(_K.c.id, _K.c.number, _K.c.journey_id, _K.c.name, _K.c.baseline, _K.c.target),
    *(_K.c.stage_id, _K.c.touchpoint_id, _K.c.owner_id, _K.c.series, _K.c.retired_at),
)
_KPIS = core_select(*_COLUMNS, *(_K.c[name] for name in METHOD)).where(
    _K.c.workspace_id == bindparam("workspace_id")
)
_OF_JOURNEY = _K.c.journey_id == bindparam("journey_id")
_IN_USE = _K.c.retired_at.is_(None)
_BY_NAME = (_K.c.name_key, _K.c.id)
_USED = _KPIS.where(_OF_JOURNEY, _IN_USE).order_by(*_BY_NAME)
_RETIRED = _KPIS.where(_OF_JOURNEY, _K.c.retired_at.is_not(None)).order_by(*_BY_NAME)
_AT = _KPIS.where(_K.c.touchpoint_id == bindparam("touchpoint_id"), _IN_USE).order_by(*_BY_NAME)
_ONE = _KPIS.where(_K.c.id == bindparam("kpi_id"))

_OF_SERIES = and_(
    _R.c.workspace_id == _K.c.workspace_id, _R.c.kpi_id == _K.c.id, _R.c.series == _K.c.series
)
_PLACE = func.row_number().over(partition_by=_R.c.kpi_id, order_by=_R.c.period_start.desc())
_NUMBERED = (
    core_select(
        *(_R.c.kpi_id, _R.c.period_start, _R.c.value, _R.c.n, _R.c.spread, _R.c.counts),
        _R.c.recorded_at,
        _PLACE.label("place"),
    )
    .join_from(_K, _R, _OF_SERIES)
    .where(
        _K.c.workspace_id == bindparam("workspace_id"),
        _K.c.id.in_(bindparam("kpi_ids", expanding=True)),
    )
    .subquery()
)
_LATEST = (
    core_select(_NUMBERED)
    .where(_NUMBERED.c.place <= bindparam("most"))
    .order_by(_NUMBERED.c.kpi_id, _NUMBERED.c.period_start)
)
_PLACES = (
    core_select(_K.c.stage_id, _K.c.touchpoint_id)
    .join_from(_K, _R, _OF_SERIES)
    .where(_K.c.workspace_id == bindparam("workspace_id"), _OF_JOURNEY, _IN_USE)
    .distinct()
)


def rows(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    retired: bool = False,
    most: int = MOST_POINTS,
) -> list[KpiRow]:
    """A journey's KPIs in use (or the retired ones) by name, each with its latest readings."""
    which = {"workspace_id": workspace_id, "journey_id": journey_id}
    found = session.connection().execute(_RETIRED if retired else _USED, which).mappings()
    return _with_points(session, workspace_id, list(found), most)


def at(
    session: Session, *, workspace_id: str, touchpoint_id: int, most: int = MOST_POINTS
) -> list[KpiRow]:
    """Those in use at a touchpoint, by name."""
    which = {"workspace_id": workspace_id, "touchpoint_id": touchpoint_id}
    found = session.connection().execute(_AT, which).mappings()
    return _with_points(session, workspace_id, list(found), most)


def row(session: Session, *, kpi: Kpi, most: int | None = MOST_POINTS) -> KpiRow:
    """One of them; with all readings of its series when `most` is None."""
    which = {"workspace_id": kpi.workspace_id, "kpi_id": kpi.id}
    found = list(session.connection().execute(_ONE, which).mappings())
    return _with_points(session, kpi.workspace_id, found, _ALL if most is None else most)[0]


def places(session: Session, *, workspace_id: str, journey_id: int) -> Places:
    """Where a journey is measured, for evidence and gaps: in use and with a reading."""
    which = {"workspace_id": workspace_id, "journey_id": journey_id}
    found = list(session.connection().execute(_PLACES, which))
    return Places(
        frozenset(stage for stage, _ in found if stage is not None),
        frozenset(touchpoint for _, touchpoint in found if touchpoint is not None),
    )


def _with_points(
    session: Session, workspace_id: str, found: Sequence[Any], most: int
) -> list[KpiRow]:
    if not found:
        return []
    methods: dict[int, Method] = {each["id"]: measures.of_columns(each) for each in found}
    wanted = {"workspace_id": workspace_id, "kpi_ids": list(methods), "most": most}
    points: dict[int, list[Point]] = {}
    for each in session.connection().execute(_LATEST, wanted):
        measured = Measured(each.value, each.n, each.spread, each.counts)
        point = Point(each.period_start, measured, methods[each.kpi_id], each.recorded_at)
        points.setdefault(each.kpi_id, []).append(point)
    return [
        KpiRow(
            **{column.name: each[column.name] for column in _COLUMNS},
            method=methods[each["id"]],
            points=tuple(points.get(each["id"], ())),
        )
        for each in found
    ]
