"""Digests: their data as journeys grow, and 500 due in one minute: `--only digests`."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from benchmarks import digest_world, load
from benchmarks.apps import Apps, both
from benchmarks.databases import databases
from benchmarks.scenarios import SUBMIT
from benchmarks.world import World
from bot.slack.pacing import PER_MINUTE
from commands.digest import gather
from commands.digest.gather import Wanted
from storage.db import open_engine, reading
from storage.digest.subscriptions import Audience
from storage.journey.visibility import viewer_in
from storage.models import Journey

SIZES = (1_000, 100_000, 1_000_000)
QUICK_SIZES = (1_000, 10_000, 100_000)
TIMES = 9
QUICK_TIMES = 3
SUBSCRIPTIONS = 500
QUICK_SUBSCRIPTIONS = 60
LONGEST_S = 1_200.0
AT_ONCE = 4
PAUSE_S = 2.0
GROUPS_ALONE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """Medians in milliseconds; `growth` is of the data, against the fewest sightings."""

    database: str
    sightings: int
    data: float
    message: float
    growth: float


def measure(stub: str, folder: Path, *, quick: bool) -> dict[str, Any]:
    """Prints the tables and returns the same numbers."""
    now = datetime.now(UTC)
    rows: list[Row] = []
    due: dict[str, dict[str, float]] = {}
    print(f"{'database':<11}{'sightings':>10}{'data ms':>9}{'message ms':>12}{'growth':>8}")
    with databases(folder, QUICK_SIZES if quick else SIZES) as urls:
        for database, size, url in urls:
            built = digest_world.build(url, size, now=now)
            rows.append(_data(database, size, url, built, now, rows, quick=quick))
            _show(rows[-1])
            if size == urls[0][1]:
                due[database] = asyncio.run(_due_at_once(stub, url, built, quick=quick))
    return {"data": [asdict(row) for row in rows], "due at once": due}


def _data(
    database: str,
    size: int,
    url: str,
    built: World,
    now: datetime,
    before: list[Row],
    *,
    quick: bool,
) -> Row:
    engine = open_engine(url)
    taken: dict[str, list[float]] = {"data": [], "message": []}
    with reading(engine) as session:
        wanted = _wanted(session, built, now)
        for _ in range(1 + (QUICK_TIMES if quick else TIMES)):
            began = time.perf_counter()
            found = gather.told(session, wanted)
            middle = time.perf_counter()
            gather.message(session, wanted, target_id="C1", to_person=False, below=[])
            taken["data"].append(middle - began)
            taken["message"].append(time.perf_counter() - middle)
            if len(found.kpis) != digest_world.KPIS or not found.facts.seen.sightings:
                raise RuntimeError("The digest does not tell what happened")
    engine.dispose()
    # The first one builds statements.
    data, message = (statistics.median(each[1:]) * 1_000 for each in taken.values())
    same = [row for row in before if row.database == database]
    growth = data / same[0].data if same else 1.0
    return Row(database, size, round(data, 1), round(message, 1), round(growth, 2))


def _wanted(session: Session, built: World, now: datetime) -> Wanted:
    return Wanted(
        journey=session.get_one(Journey, built.journey_id),
        audience=Audience.LEADERS,
        viewer=viewer_in("T1", "C1"),
        since=now - timedelta(days=7),
        until=now,
        zone="Europe/Berlin",
    )


async def _due_at_once(stub: str, url: str, built: World, *, quick: bool) -> dict[str, float]:
    """How acknowledgements fare while so many digests are built and delivered."""
    many = QUICK_SUBSCRIPTIONS if quick else SUBSCRIPTIONS
    async with both(stub, url) as apps:
        await _submitted(apps, built)
        alone = [took for _ in range(GROUPS_ALONE) for took in await _submitted(apps, built)]
        digest_world.subscribe(url, built.journey_id, many, now=datetime.now(UTC))
        began = time.perf_counter()
        beside, queued = list[float](), 0.0
        # The clock of the app looks by itself, about every 20 s.
        while (delivered := digest_world.delivered(url)).digests < many:
            beside += await _submitted(apps, built)
            lasted = time.perf_counter() - began
            queued = lasted if delivered.queued < many else queued
            if lasted > LONGEST_S:
                raise RuntimeError(f"Only {delivered.digests} of {many} digests were sent")
    found = {
        "subscriptions": float(many),
        "queued_s": round(queued, 1),
        "delivered_s": round(lasted, 1),
        # Every form that was submitted posts a message, too.
        "pace_s": round((many + len(beside)) * 60 / PER_MINUTE["chat.postMessage"], 1),
        "acks": float(len(beside)),
        "ack_p99_alone_ms": round(_p99(alone), 1),
        "ack_p99_beside_ms": round(_p99(beside), 1),
        "ack_worst_ms": round(1_000 * max(beside), 1),
        "peoples_messages_p99_s": round(delivered.peoples_p99_s, 1),
    }
    print(
        f"{many} digests due in one minute: found, built and queued after {found['queued_s']} s, "
        f"all with Slack after {found['delivered_s']} s ({found['pace_s']} s at Slack's pace, with "
        f"people's messages)\n{len(beside)} forms submitted meanwhile: acks p99 "
        f"{found['ack_p99_beside_ms']} ms, worst {found['ack_worst_ms']} ms "
        f"({found['ack_p99_alone_ms']} ms alone); what they post is in Slack within "
        f"{found['peoples_messages_p99_s']} s (p99)",
        flush=True,
    )
    return found


async def _submitted(apps: Apps, built: World) -> Sequence[float]:
    """Some people at once, then a pause: about as much as Slack lets Cairn tell of it."""
    payloads = SUBMIT.payloads(built, AT_ONCE)
    taken = await load.put(apps, SUBMIT, payloads, way="in process", at_once=AT_ONCE)
    if taken.wrong:
        raise RuntimeError(f"A form was answered with {str(taken.wrong[0])[:500]}")
    await asyncio.sleep(PAUSE_S)
    return taken.latencies


def _p99(seconds: Sequence[float]) -> float:
    """In milliseconds."""
    return 1_000 * sorted(seconds)[int(len(seconds) * 0.99)]


def _show(row: Row) -> None:
    print(
        f"{row.database:<11}{row.sightings:>10,}{row.data:>9.1f}{row.message:>12.1f}"
        f"{row.growth:>8.2f}",
        flush=True,
    )
