"""Lists of 100,000 pain points, one question at a time: `python -m benchmarks.lists`."""

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, text
from sqlmodel import Session, select

from benchmarks.processes import postgres
from storage.db import open_engine, reading, transaction
from storage.identity import identity
from storage.journey import journeys, stages
from storage.journey.journeys import NewStage
from storage.migrations import migrate
from storage.models import PainPoint, Sighting
from storage.models.columns import JsonObject
from storage.pain import lists as pain_lists
from storage.pain.lists import Filter, Order
from storage.statements import table_of
from storage.touchpoint import touchpoints
from storage.vocabulary import Status
from storage.workspace import workspaces

TEAM = "TLISTS"
PEOPLE = 500
DAYS = 400
BATCH = 5_000
SIGHTINGS_EACH = 3
# Five of eight are open.
STATUSES = [*[Status.NEW] * 3, Status.CONFIRMED, Status.PLANNED, *[Status.SOLVED] * 2]
STATUSES.append(Status.DECLINED)
WORDS = [
    "parcel",
    "label",
    "printed",
    "queue",
    "long",
    "card",
    "reader",
    "down",
    "again",
    "gift",
    "wrapped",
    "box",
    "size",
    "guide",
    "wrong",
    "delivery",
    "late",
    "refund",
    "missing",
    "staff",
    "page",
    "slow",
    "coupon",
    "rejected",
    "return",
    "desk",
    "closed",
    "app",
    "crash",
]


@dataclass(frozen=True, slots=True)
class World:
    """What the questions name."""

    journey_id: int
    stage_id: int
    touchpoint_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """One list."""

    which: Filter
    now: datetime
    order: Order = Order.HOTTEST
    number: int = 1


def fill(engine: Engine, *, pains: int, sightings: int) -> World:
    """A journey with 5 stages, 1,000 touchpoints, and everything else spread over 400 days."""
    migrate(engine)
    now = datetime.now(UTC)
    with transaction(engine) as session:
        journey_id, stage_id, places = _journey(session, now)
        for start in range(0, pains, BATCH):
            some = range(start, min(start + BATCH, pains))
            rows = [_pain(number, journey_id, places, now) for number in some]
            session.connection().execute(insert(table_of(PainPoint)), rows)
        ids = session.exec(select(PainPoint.id).where(PainPoint.workspace_id == TEAM)).all()
        for start in range(0, sightings, BATCH):
            some = range(start, min(start + BATCH, sightings))
            seen = [_seen(number, ids[number * 7_919 % pains], now) for number in some]
            session.connection().execute(insert(table_of(Sighting)), seen)
    if engine.dialect.name == "postgresql":  # as its autovacuum would, after a while
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return World(journey_id, stage_id, places[5], now)


def questions(world: World) -> dict[str, Question]:
    """What people ask for, cheap and dear."""
    now, journey_id = world.now, world.journey_id
    everything = Filter(journey_id)
    last_month = now - timedelta(days=30)
    return {
        "hottest open": Question(everything, now),
        "hottest open, page 5,000": Question(everything, now, number=5_000),
        "newest open": Question(everything, now, Order.NEWEST),
        "declined": Question(Filter(journey_id, statuses=("Declined",)), now),
        "of one stage": Question(Filter(journey_id, stage_id=world.stage_id), now),
        "of one touchpoint": Question(Filter(journey_id, touchpoint_id=world.touchpoint_id), now),
        "mine": Question(Filter(journey_id, statuses=(), reporter_id="U7"), now),
        "seen since 30 days": Question(Filter(journey_id, since=last_month), now),
        "rising": Question(Filter(journey_id, rising=True), now),
        "two words": Question(Filter(journey_id, words=("gift", "refund")), now),
        "a word of all": Question(Filter(journey_id, words=("e",)), now),
        "a word of none": Question(Filter(journey_id, words=("zebra",)), now),
        "hottest 90 days ago": Question(everything, now - timedelta(days=90)),
    }


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds; `cpu` is this process's alone, which a busy machine does not lengthen."""

    what: str
    median: float
    p95: float
    cpu_median: float
    cpu_p95: float
    found: int


def measure(engine: Engine, world: World, times: int) -> Iterator[Took]:
    """How long each question takes."""
    for what, asked in questions(world).items():
        took, cpu, total = [], [], 0
        with reading(engine) as session:
            for _ in range(times):
                began, worked = time.perf_counter(), time.process_time()
                total = _ask(session, asked)
                cpu.append((time.process_time() - worked) * 1_000)
                took.append((time.perf_counter() - began) * 1_000)
        middle, slow = times // 2, int(times * 0.95)
        took, cpu = sorted(took), sorted(cpu)
        yield Took(what, took[middle], took[slow], cpu[middle], cpu[slow], total)


def _ask(session: Session, asked: Question) -> int:
    return pain_lists.page(
        session,
        workspace_id=TEAM,
        which=asked.which,
        now=asked.now,
        order=asked.order,
        number=asked.number,
    ).total


def _journey(session: Session, now: datetime) -> tuple[int, int, list[int]]:
    workspaces.ensure(session, workspace_id=TEAM, at=now)
    journey = journeys.add(
        session,
        workspace_id=TEAM,
        name="Large",
        goal="",
        scope="",
        owner_id="U0",
        at=now,
        stages=[NewStage(f"Stage {number}") for number in range(5)],
    )
    if journey is None:
        raise RuntimeError("The database was filled before")
    columns = stages.of(session, workspace_id=TEAM, journey_id=identity(journey))
    places = [
        touchpoints.add(
            session,
            stage=columns[number % 5],
            name=f"Place {number}",
            channel="store",
            actor_id="U0",
            at=now,
        )
        for number in range(1_000)
    ]
    return identity(journey), identity(columns[2]), [identity(place) for place in places]


def _pain(number: int, journey_id: int, places: list[int], now: datetime) -> JsonObject:
    told = " ".join(WORDS[(number * 31 + place * place * 17) % len(WORDS)] for place in range(12))
    logged = now - timedelta(minutes=1 + number * 7_919 % (DAYS * 1_440))
    return {
        "workspace_id": TEAM,
        "number": number + 1,
        "kind": "pain",
        "journey_id": journey_id,
        "touchpoint_id": places[number * 13 % len(places)],
        "title": told,
        "search": told,
        "status": STATUSES[number % 8].value,
        "status_at": logged,
        "reporter_id": f"U{number % PEOPLE}",
        "created_at": logged,
    }


def _seen(number: int, pain_id: int | None, now: datetime) -> JsonObject:
    return {
        "workspace_id": TEAM,
        "pain_point_id": pain_id,
        "reporter_id": f"U{number * 7 % PEOPLE}",
        "seen_at": now - timedelta(minutes=1 + number * 6_151 % (DAYS * 1_440)),
        "severity": 1 + number * 3 % 5,
        "emotion": number % 5 - 2,
    }


def run(folder: Path, *, pains: int, times: int, on_postgres: bool = True) -> list[dict[str, Any]]:
    """Prints the tables and returns the same numbers, with three sightings for a pain point."""
    sqlite = open_engine(f"sqlite:///{folder / 'cairn.db'}")
    rows = _run("SQLite", sqlite, pains, times)
    if on_postgres:
        place = folder / "postgres"
        place.mkdir()
        with postgres(place) as url:
            rows += _run("PostgreSQL", open_engine(url), pains, times) if url else []
    return rows


def _run(database: str, engine: Engine, pains: int, times: int) -> list[dict[str, Any]]:
    world = fill(engine, pains=pains, sightings=pains * SIGHTINGS_EACH)
    head = f"{'p50 ms':>9}{'p95 ms':>9}{'cpu p50':>9}{'cpu p95':>9}{'found':>10}"
    print(f"{f'{database}, {pains:,}':<28}{head}", flush=True)
    rows = []
    for took in measure(engine, world, times):
        rows.append({"database": database, "pains": pains, **asdict(took)})
        shown = "".join(
            f"{each:>9.1f}" for each in (took.median, took.p95, took.cpu_median, took.cpu_p95)
        )
        print(f"  {took.what:<26}{shown}{took.found:>10,}", flush=True)
    engine.dispose()
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lists", description=__doc__)
    parser.add_argument("--pains", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cairn-lists-") as place:
        run(Path(place), pains=asked.pains, times=asked.times, on_postgres=asked.postgres)


if __name__ == "__main__":
    main()
