"""`make bench`: runs the measurements, prints the table, writes benchmarks/results.json."""

import argparse
import asyncio
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import (
    acks,
    digests,
    first_picture,
    memory,
    pains,
    picture,
    report,
    rounds,
    start,
    votes,
)
from benchmarks.processes import postgres, slack_stub

PARTS = ("sqlite", "postgres", "votes", "pains", "digests", "picture", "start", "memory")
# Those that print tables of their own.
WITH_TABLES = {"votes": votes.measure, "pains": pains.measure, "digests": digests.measure}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller and less exact")
    parser.add_argument("--only", action="append", choices=PARTS, help="one part; may be repeated")
    asked = parser.parse_args()
    results: dict[str, Any] = {"machine": report.machine(), "quick": asked.quick}
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as place, ExitStack() as stack:
        stub = stack.enter_context(slack_stub())
        for part in asked.only or PARTS:
            folder = Path(place) / part
            folder.mkdir()
            found = _measure(part, stub, folder, quick=asked.quick)
            if found is not None:
                results[part] = found
    if asked.only:
        print("Only a part was measured: results.json was left alone.")
    else:
        report.write(results)


def _measure(part: str, stub: str, folder: Path, *, quick: bool) -> object:
    if part in WITH_TABLES:
        return WITH_TABLES[part](stub, folder, quick=quick)
    match part:
        case "sqlite":
            return _load("SQLite", f"sqlite:///{folder / 'cairn.db'}", stub, quick=quick)
        case "postgres":
            with postgres(folder) as url:
                return _load("PostgreSQL", url, stub, quick=quick) if url else None
        case "picture":
            return _shown(_pictures(stub, folder, quick=quick), report.show_picture)
        case "start":
            return _shown(start.measure(stub, folder, 1 if quick else 5), report.show_start)
        case _:
            requests = 2_000 if quick else 20_000
            return _shown(asyncio.run(memory.measure(stub, folder, requests)), report.show_memory)


def _pictures(stub: str, folder: Path, *, quick: bool) -> dict[str, object]:
    return {
        "maps": picture.measure(3 if quick else 9),
        "first": first_picture.measure(folder, 1 if quick else 3),
        "acks": asyncio.run(acks.measure(stub, folder, 3 if quick else 7)),
    }


def _load(database: str, url: str, stub: str, *, quick: bool) -> list[dict[str, object]]:
    print(report.HEAD, flush=True)
    return asyncio.run(
        rounds.measure(
            stub=stub,
            database=database,
            url=url,
            plan=rounds.QUICK if quick else rounds.FULL,
            show=report.show_row,
        )
    )


def _shown(found: dict[str, Any], show: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    show(found)
    return found


if __name__ == "__main__":
    main()
