"""The sample's KPIs, with a reading for each of the last whole months."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from bot.practice.sample_moments import Calendar, person_of
from storage.identity import identity
from storage.kpi import kpis, measures, periods, readings
from storage.kpi.measures import NPS_COUNTS, K, KpiKind, Measured, Method, N
from storage.models import Journey, Kpi, Stage, Touchpoint
from storage.opportunity.frameworks import Period

SCALE_LOW, SCALE_HIGH, SATISFIED = 1, 5, 4
# The figures of a month are there on its third working morning or so.
KNOWN_AFTER = timedelta(days=2, hours=9)

Content = Mapping[str, Any]
Event = tuple[datetime, Callable[[], None]]


def define(
    session: Session,
    journey: Journey,
    entry: Content,
    places: Mapping[str, Touchpoint | Stage],
    at: datetime,
) -> Kpi:
    """The KPI of an entry, where it is measured; without readings."""
    place = places[entry.get("touchpoint") or entry["stage"]]
    at_point = isinstance(place, Touchpoint)
    kpi = kpis.add(
        session,
        journey=journey,
        held={
            **_method(entry).columns(),
            "name": entry["name"],
            "baseline": entry["baseline"],
            "target": entry["target"],
            "stage_id": None if at_point else identity(place),
            "touchpoint_id": identity(place) if at_point else None,
            "owner_id": person_of(entry["owner"]),
        },
        actor_id=journey.owner_id,
        at=at,
    )
    if kpi is None:
        raise ValueError(f"The sample has two KPIs called {entry['name']}")
    return kpi


def read(session: Session, kpi: Kpi, entry: Content, calendar: Calendar) -> list[Event]:
    """The readings as events: each is recorded when its month is over."""
    months = periods.latest(Period.MONTH, calendar.now.date(), len(entry["reading"]) + 1)
    return [
        _recording(session, kpi, begin, _measured(kpi, held), calendar.now)
        for begin, held in zip(reversed(months[1:]), entry["reading"], strict=True)
    ]


def _recording(session: Session, kpi: Kpi, begin: date, measured: Measured, now: datetime) -> Event:
    over = datetime.combine(periods.following(Period.MONTH, begin), time(), UTC)
    at = min(over + KNOWN_AFTER, now)

    def record() -> None:
        readings.record(
            session,
            kpi=kpi,
            period_start=begin,
            measured=measured,
            actor_id=kpi.owner_id,
            at=at,
        )

    return at, record


def _method(entry: Content) -> Method:
    kind = KpiKind(entry["kind"])
    low, high, box = (SCALE_LOW, SCALE_HIGH, SATISFIED) if kind is KpiKind.CSAT else (None,) * 3
    better = entry.get("higher_is_better", True)
    return measures.standard(
        Method(kind, low, high, box, entry.get("unit", ""), higher_is_better=better)
    )


def _measured(kpi: Kpi, held: list[float]) -> Measured:
    method = measures.of(kpi)
    if method.kind is KpiKind.TIME:
        value, n, spread = held
        return Measured(value, int(n), spread)
    names = {KpiKind.NPS: NPS_COUNTS, KpiKind.CSAT: [str(point) for point in method.points]}
    counts = dict(zip(names.get(method.kind, (K, N)), map(int, held), strict=True))
    found = measures.counted(method, counts)
    if found is None:
        raise ValueError(f"Nobody is counted in a reading of {kpi.name}")
    return found
