"""A journey with very many sightings and KPIs, and very many who want its digest at once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, insert, select, update

from benchmarks import world
from benchmarks.slack_stub import TEAM
from benchmarks.world import PEOPLE, Size, World
from storage.db import open_engine, reading, transaction
from storage.kpi.measures import KpiKind
from storage.models import Kpi, Outbox, PainPoint, Reading, Sighting, Subscription
from storage.schedule.cadence import Cadence
from storage.statements import table_of

PAINS = 500
KPIS = 200
MONTHS = 12
BATCH = 5_000
# So far back do sightings go: a week of it is what a digest tells.
MINUTES = 400 * 1_440


def build(url: str, sightings: int, *, now: datetime) -> World:
    """Fills an empty database."""
    built = world.build(url, Size(touchpoints=50, pains=PAINS, sightings=2 * PAINS))
    engine = open_engine(url)
    for start in range(2 * PAINS, sightings, BATCH):
        rows = [
            {
                "workspace_id": TEAM,
                "pain_point_id": 1 + each * 7_919 % PAINS,
                "reporter_id": PEOPLE[each * 7 % len(PEOPLE)],
                "seen_at": now - timedelta(minutes=1 + each * 6_151 % MINUTES),
                "severity": 1 + each * 3 % 5,
                "emotion": each % 5 - 2,
            }
            for each in range(start, min(start + BATCH, sightings))
        ]
        with transaction(engine) as session:
            session.connection().execute(insert(table_of(Sighting)), rows)
    pain, seen = table_of(PainPoint), table_of(Sighting)
    newest = select(func.max(seen.c.seen_at)).where(
        seen.c.workspace_id == pain.c.workspace_id, seen.c.pain_point_id == pain.c.id
    )
    with transaction(engine) as session:
        session.connection().execute(update(pain).values(last_seen_at=newest.scalar_subquery()))
        session.connection().execute(insert(table_of(Kpi)), _kpis(built.journey_id, now))
        session.connection().execute(insert(table_of(Reading)), _readings(now))
    if engine.dialect.name == "postgresql":  # as its autovacuum would, after a while
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    engine.dispose()
    return built


def _kpis(journey_id: int, now: datetime) -> list[dict[str, object]]:
    return [
        {
            "workspace_id": TEAM,
            "number": number,
            "journey_id": journey_id,
            "name": f"Recommend us in shop {number}",
            "name_key": f"recommend us in shop {number}",
            "kind": KpiKind.NPS.value,
            "unit": "",
            "higher_is_better": True,
            "target": 50.0,
            "owner_id": PEOPLE[0],
            "period": "month",
            "series": 1,
            "created_by": PEOPLE[0],
            "created_at": now,
        }
        for number in range(1, KPIS + 1)
    ]


def _readings(now: datetime) -> list[dict[str, object]]:
    return [
        {
            "workspace_id": TEAM,
            "kpi_id": kpi,
            "series": 1,
            "period_start": date(2025, month, 1),
            "value": float(20 + (kpi * 7 + month * 3) % 30),
            "n": 400,
            "recorded_by": PEOPLE[0],
            "recorded_at": now - timedelta(days=30 * (MONTHS - month)),
            "source": "by hand",
        }
        for kpi in range(1, KPIS + 1)
        for month in range(1, MONTHS + 1)
    ]


def subscribe(url: str, journey_id: int, many: int, *, now: datetime) -> None:
    """So many channels whose digest has been due for a moment."""
    rows = [
        {
            "workspace_id": TEAM,
            "journey_id": journey_id,
            "target_id": f"CDIGEST{number}",
            "private": False,
            "audience": ("leaders", "team", "frontline")[number % 3],
            "cadence": Cadence.WEEKLY.value,
            "at_minute": 540,
            "zone": "Europe/Berlin",
            "next_at": now,
            "last_slot": now - timedelta(days=7),
            "created_by": PEOPLE[0],
            "created_at": now - timedelta(days=30),
        }
        for number in range(many)
    ]
    engine = open_engine(url)
    with transaction(engine) as session:
        session.connection().execute(insert(table_of(Subscription)), rows)
    engine.dispose()


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many digests are built, how many Slack has; how long people's own messages took there."""

    queued: int
    digests: int
    peoples_p99_s: float


def delivered(url: str) -> Delivered:
    """What has become of the digests so far, and of the messages since they were due."""
    engine = open_engine(url)
    rows = table_of(Outbox)
    digest = rows.c.lane.like("CDIGEST%")
    asked = select(func.count(), func.count(rows.c.done_at)).where(digest)
    since = select(func.min(rows.c.created_at)).where(digest).scalar_subquery()
    peoples = select(rows.c.done_at, rows.c.created_at).where(
        ~digest, rows.c.kind == "post", rows.c.done_at.is_not(None), rows.c.created_at >= since
    )
    with reading(engine) as session:
        queued, sent = session.connection().execute(asked).one()
        took = sorted(
            (done - created).total_seconds()
            for done, created in session.connection().execute(peoples)
        )
    engine.dispose()
    return Delivered(queued, sent, took[int(len(took) * 0.99)] if took else 0.0)
