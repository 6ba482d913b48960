"""Votes: many at once against the floor and against bare rows; counting: `--only votes`."""

import asyncio
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from benchmarks import load, vote_rows, vote_world, world
from benchmarks.apps import Apps, both
from benchmarks.load import Taken, Way
from benchmarks.processes import postgres
from benchmarks.scenarios import FLOOR
from benchmarks.slack_stub import TEAM
from benchmarks.vote_world import CHANNEL, VOTERS, Round
from benchmarks.world import Size, World
from bot.writer import MAX_BATCH
from commands.vote import ballot
from storage.db import open_engine, reading
from storage.models import VoteRound
from storage.vote import results as vote_results
from storage.vote import rounds as vote_rounds

SIZE = Size(touchpoints=50, pains=200, sightings=5_000)
WAYS: tuple[Way, ...] = ("in process", "Socket Mode")
AT_ONCE = (200, 1_000)
ROUNDS = 5
QUICK_ROUNDS = 3
COUNTED = 40
HEAD = (
    f"{'database':<11}{'way':<12}{'votes at once':>13}{'x floor':>9}{'floor/s':>9}{'votes/s':>9}"
    f"{'p50 ms':>8}{'p99 ms':>8}{'x rows':>8}{'x one by one':>13}{'wrong':>7}"
)


@dataclass(frozen=True, slots=True)
class Row:
    """Medians of some bursts.

    `ratio` is to the floor's throughput, `rows` and `alone` to the time that bare rows take in
    sqlite3: as many in a transaction as the writer takes, and one vote in each.
    """

    database: str
    way: Way
    at_once: int
    ratio: float
    floor: float
    votes: float
    p50: float
    p99: float
    rows: float
    alone: float
    wrong: int


@dataclass(frozen=True, slots=True)
class Burst:
    """One burst of votes, with the floor and the bare rows right beside it."""

    floor: Taken
    taken: Taken
    rows_s: float
    alone_s: float


def measure(stub: str, folder: Path, *, quick: bool) -> dict[str, Any]:
    """Prints the table and returns the same numbers."""
    print(HEAD, flush=True)
    rounds = QUICK_ROUNDS if quick else ROUNDS
    # Bare rows are always written by sqlite3, into a file like Cairn's.
    beside = folder / "rows.db"
    built = world.build(f"sqlite:///{beside}", SIZE)
    raw = vote_world.start(f"sqlite:///{beside}", built)
    bare = _Bare(beside, raw)
    found: dict[str, Any] = {"at once": [], "counting": []}
    _one(stub, "SQLite", f"sqlite:///{folder / 'cairn.db'}", rounds, bare, found)
    place = folder / "pg"
    place.mkdir()
    with postgres(place) as url:
        if url:
            _one(stub, "PostgreSQL", url, rounds, bare, found)
    return found


@dataclass(frozen=True, slots=True)
class _Bare:
    """Where bare rows are written."""

    path: Path
    round: Round

    def seconds(self, votes: int, *, together: int) -> float:
        return vote_rows.write(self.path, self.round, votes, together=together)


def _one(
    stub: str, database: str, url: str, rounds: int, bare: _Bare, found: dict[str, Any]
) -> None:
    built = world.build(url, SIZE)
    vote_world.people(url)
    rows = asyncio.run(_bursts(stub, database, url, built, rounds, bare))
    found["at once"] += [asdict(row) for row in rows]
    full = vote_world.start(url, built)
    vote_world.fill(url, full)
    found["counting"].append({"database": database, **_counting(database, url, full)})


async def _bursts(
    stub: str, database: str, url: str, built: World, rounds: int, bare: _Bare
) -> list[Row]:
    rows: list[Row] = []
    async with both(stub, url) as apps:
        await _burst(apps, url, built, "in process", AT_ONCE[0], bare)
        for way in WAYS:
            for at_once in AT_ONCE:
                bursts = [await _burst(apps, url, built, way, at_once, bare) for _ in range(rounds)]
                rows.append(_row(database, way, at_once, bursts))
                _show(rows[-1])
    return rows


async def _burst(apps: Apps, url: str, built: World, way: Way, at_once: int, bare: _Bare) -> Burst:
    """Everybody at once in a round of their own; A B C, never one long after the other."""
    round = await asyncio.to_thread(vote_world.start, url, built)
    floor = await load.put(apps, FLOOR, FLOOR.payloads(built, at_once), way=way, at_once=at_once)
    scenario = vote_world.scenario(round)
    payloads = scenario.payloads(built, at_once)
    taken = await load.put(apps, scenario, payloads, way=way, at_once=at_once)
    world.forget_outbox(url)
    together = bare.seconds(at_once, together=MAX_BATCH)
    alone = bare.seconds(at_once, together=1)
    return Burst(floor, taken, together, alone)


def _row(database: str, way: Way, at_once: int, bursts: list[Burst]) -> Row:
    def of(value: Callable[[Burst], float]) -> float:
        return round(statistics.median(value(each) for each in bursts), 3)

    return Row(
        database=database,
        way=way,
        at_once=at_once,
        ratio=of(lambda each: each.taken.throughput / each.floor.throughput),
        floor=of(lambda each: each.floor.throughput),
        votes=of(lambda each: each.taken.throughput),
        p50=of(lambda each: each.taken.percentile(50)),
        p99=of(lambda each: each.taken.percentile(99)),
        rows=of(lambda each: each.taken.seconds / each.rows_s),
        alone=of(lambda each: each.taken.seconds / each.alone_s),
        wrong=sum(len(each.taken.wrong) for each in bursts),
    )


def _counting(database: str, url: str, last: Round) -> dict[str, float]:
    """Milliseconds to count a round of a thousand voters, and to build its ballot's message."""
    engine = open_engine(url)
    now = datetime.now(UTC)

    def tally(session: Session, held: VoteRound) -> None:
        if vote_results.tally(session, round=held).voters != len(VOTERS):
            raise RuntimeError("Not everybody's vote was counted")

    def message(session: Session, held: VoteRound) -> None:
        ballot.message(session, held, now)

    found: dict[str, float] = {}
    with reading(engine) as session:
        held = vote_rounds.numbered(session, workspace_id=TEAM, number=last.number)
        if held is None:
            raise RuntimeError(f"V-{last.number} in {CHANNEL} is gone")
        for what, work in (("tally_ms", tally), ("ballot_ms", message)):
            took = [_seconds(work, session, held) for _ in range(COUNTED)]
            found[what] = round(statistics.median(took) * 1_000, 3)
    engine.dispose()
    print(
        f"{database}: {len(VOTERS):,} voters x {len(last.options)} options are counted in "
        f"{found['tally_ms']:.1f} ms, the ballot's message is built in "
        f"{found['ballot_ms']:.1f} ms"
    )
    return found


def _seconds(
    work: Callable[[Session, VoteRound], None], session: Session, held: VoteRound
) -> float:
    began = time.perf_counter()
    work(session, held)
    return time.perf_counter() - began


def _show(row: Row) -> None:
    print(
        f"{row.database:<11}{row.way:<12}{row.at_once:>13,}{row.ratio:>9.2f}{row.floor:>9.0f}"
        f"{row.votes:>9.0f}{row.p50:>8.0f}{row.p99:>8.0f}{row.rows:>8.1f}{row.alone:>13.1f}"
        f"{row.wrong:>7}",
        flush=True,
    )
