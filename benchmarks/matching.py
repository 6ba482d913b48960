"""How good and how fast "Seen before?" is: `python -m benchmarks.matching [--quick]`."""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

from sqlalchemy import Engine

from benchmarks.databases import databases
from benchmarks.matching_world import WORKSPACE, Crowd, crowd
from storage.db import open_engine, reading, session_on
from storage.matching import LexicalMatcher
from storage.matching.judging import OFFERED_FROM
from storage.migrations import migrate
from tests.storage.matching import labelled
from tests.storage.matching.labelled import Known, Labelled

SIZES = (10_000, 100_000)
ASKED = 200
ADDED = 500
CHANCES = (0.0, 0.1, 0.2, 0.3, OFFERED_FROM, 0.6)


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of one kind of call."""

    p50: float
    p95: float


def run(*, quick: bool = False) -> dict[str, Any]:
    """Prints the tables and returns the same numbers: quality, trade-off, speed."""
    data = labelled.load()
    return {
        "quality": _quality(data),
        "trade-off": _trade_off(data),
        "speed": _speed(tuple(size // 10 for size in SIZES) if quick else SIZES),
    }


def _quality(data: Labelled) -> list[dict[str, Any]]:
    rows = []
    print("| half | known before | asked with | hit@1 | hit@3 | recall@3 | false offers |")
    print("|---|---|---|---:|---:|---:|---:|")
    for part in ("tune", "held"):
        for known in get_args(Known):
            for place in (True, False):
                rows.append(_measured(data, part, known, with_touchpoint=place))
                print(_line(rows[-1]), flush=True)
    return rows


def _trade_off(data: Labelled) -> list[dict[str, Any]]:
    rows = []
    print("\nOn the held half, learned, by the chance from which something is offered:\n")
    print("| from | asked with | hit@1 | hit@3 | false offers |")
    print("|---:|---|---:|---:|---:|")
    for place in (True, False):
        for least in CHANCES:
            row = _measured(data, "held", "learned", with_touchpoint=place, offered_from=least)
            rows.append(row)
            print(
                f"| {least:.2f} | {row['asked_with']} | {row['hit_at_1']:.2f} | "
                f"{row['hit_at_3']:.2f} | {row['false_offers']:.2f} |",
                flush=True,
            )
    return rows


def _measured(
    data: Labelled,
    part: str,
    known: Known,
    *,
    with_touchpoint: bool,
    offered_from: float = OFFERED_FROM,
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'quality.db'}")
        migrate(engine)
        found = labelled.measure(
            engine,
            LexicalMatcher(offered_from=offered_from),
            data,
            part=part,
            known=known,
            with_touchpoint=with_touchpoint,
        )
        engine.dispose()
    place = "touchpoint" if with_touchpoint else "text alone"
    return {
        "part": part,
        "known": known,
        "asked_with": place,
        "offered_from": offered_from,
        **asdict(found),
    }


def _line(row: dict[str, Any]) -> str:
    return (
        f"| {row['part']} | {row['known']} | {row['asked_with']} | {row['hit_at_1']:.2f} | "
        f"{row['hit_at_3']:.2f} | {row['recall_at_3']:.2f} | {row['false_offers']:.2f} |"
    )


def _speed(sizes: tuple[int, ...]) -> list[dict[str, Any]]:
    rows = []
    print("\n| database | pain points | what | p50 ms | p95 ms | CPU p50 ms |")
    print("|---|---:|---|---:|---:|---:|")
    with (
        tempfile.TemporaryDirectory(prefix="cairn-matching-") as folder,
        databases(Path(folder), sizes) as urls,
    ):
        for name, size, url in urls:
            engine = open_engine(url)
            world = crowd(engine, size, asked=ASKED)
            for what, timed, cpu in _timed(engine, world):
                rows.append({"database": name, "size": size, "what": what, **asdict(timed)})
                rows[-1]["cpu_p50"] = cpu.p50
                print(
                    f"| {name} | {size:,} | {what} | {timed.p50:.2f} | {timed.p95:.2f} | "
                    f"{cpu.p50:.2f} |",
                    flush=True,
                )
            engine.dispose()
    return rows


def _timed(engine: Engine, world: Crowd) -> Iterator[tuple[str, Timed, Timed]]:
    matcher = LexicalMatcher()
    scope = {"workspace_id": WORKSPACE, "journey_id": world.journey_id}
    with reading(engine) as session:

        def ask(number: int, *, place: bool) -> None:
            told, place_id = world.questions[number % ASKED]
            matcher.similar(
                session,
                workspace_id=WORKSPACE,
                journey_id=world.journey_id,
                text=told,
                touchpoint_id=place_id if place else None,
                stage_id=None,
            )

        def group(_: int) -> None:
            matcher.themes(session, workspace_id=WORKSPACE, journey_id=world.journey_id)

        yield "similar, touchpoint", *_repeated(lambda at: ask(at, place=True), ASKED)
        yield "similar, text alone", *_repeated(lambda at: ask(at, place=False), ASKED)
        yield "themes", *_repeated(group, 10)
    yield "add", *_added(engine, world, matcher, scope)


def _added(
    engine: Engine, world: Crowd, matcher: LexicalMatcher, scope: dict[str, Any]
) -> tuple[Timed, Timed]:
    """What entering a pain point of the labelled set costs inside a transaction."""
    texts = [text for problem in labelled.load().groups for text in problem.complaints]
    with engine.connect() as connection, session_on(connection) as session:
        undone = connection.begin()

        def add(number: int) -> None:
            place = world.place_ids[number % len(world.place_ids)]
            told = texts[number % len(texts)]
            matcher.add(session, **scope, touchpoint_id=place, pain_id=number + 1, text=told)

        for number in range(ADDED):
            matcher.erase(session, workspace_id=WORKSPACE, pain_id=number + 1)
        measured = _repeated(add, ADDED, first=0)
        undone.rollback()
    return measured


def _repeated(call: Callable[[int], object], times: int, first: int = 5) -> tuple[Timed, Timed]:
    """Wall-clock and this process's own CPU milliseconds of each call, after a few to warm up."""
    for number in range(first):
        call(number)
    wall, own = [], []
    for number in range(times):
        began, began_cpu = time.perf_counter(), time.process_time()
        call(number)
        own.append((time.process_time() - began_cpu) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    return _percentiles(wall), _percentiles(own)


def _percentiles(values: list[float]) -> Timed:
    ordered = sorted(values)
    return Timed(ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the pain points")
    print(f"Load of this machine while measuring: {os.getloadavg()[0]:.1f}\n")
    run(quick=parser.parse_args().quick)


if __name__ == "__main__":
    main()
