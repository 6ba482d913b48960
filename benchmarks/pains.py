"""Very many pain points: form, submission, lists and themes: `python -m benchmarks.pains`."""

import argparse
import asyncio
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks import lists, load, matching, pain_scenarios, pain_world
from benchmarks.apps import Apps, both
from benchmarks.databases import databases
from benchmarks.load import Way
from benchmarks.pain_world import Busy
from benchmarks.processes import slack_stub
from benchmarks.scenarios import Scenario

SIZES = (10_000, 100_000)
TEXTS = 500
TIMES = 100
FEW = 25
WARM_UP = 8
HEAD = (
    f"{'database':<11}{'pains':>8}  {'one at a time':<32}{'p50 ms':>8}{'p95 ms':>8}{'cpu ms':>8}"
    "  growth"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line, in milliseconds.

    `cpu` is this process's alone, on average; `growth` how much slower than among the fewest.
    """

    database: str
    pains: int
    what: str
    p50: float
    p95: float
    cpu: float
    growth: float | None = None


def measure(stub: str, folder: Path, *, quick: bool) -> dict[str, Any]:
    """Prints the tables and returns the same numbers."""
    sizes = tuple(size // 10 for size in SIZES) if quick else SIZES
    few = FEW if quick else TIMES
    (folder / "lists").mkdir()
    return {
        "front door": asyncio.run(_front_door(stub, folder, sizes, few)),
        "lists": lists.run(folder / "lists", pains=sizes[-1], times=few // 5),
        "matching": matching.run(quick=quick),
    }


async def _front_door(
    stub: str, folder: Path, sizes: tuple[int, ...], times: int
) -> list[dict[str, object]]:
    print(HEAD)
    rows: list[Row] = []
    with databases(folder, sizes) as urls:
        for database, size, url in urls:
            busy = await asyncio.to_thread(pain_world.build, url, size, asked=TEXTS)
            asked = pain_scenarios.front_door(busy)
            if size == sizes[-1]:
                asked += pain_scenarios.lists(busy)
            async with both(stub, url) as apps:
                for scenario in asked:
                    row = await _timed(apps, busy, scenario, database, size, times)
                    rows.append(_grown(row, rows))
                    _show(rows[-1])
    return [asdict(row) for row in rows]


async def _timed(
    apps: Apps, busy: Busy, scenario: Scenario, database: str, size: int, times: int
) -> Row:
    # Only over a socket is it known when a form has reached Slack.
    way: Way = "Socket Mode" if scenario.opens_form else "in process"
    for count in (WARM_UP, times):
        payloads = scenario.payloads(busy.world, count)
        worked = time.process_time()
        taken = await load.put(apps, scenario, payloads, way=way, at_once=1)
        cpu = (time.process_time() - worked) * 1_000 / count
        if taken.wrong:
            raise RuntimeError(f"{scenario.name} was answered with {str(taken.wrong[0])[:500]}")
    return Row(database, size, scenario.name, taken.percentile(50), taken.percentile(95), cpu)


def _grown(row: Row, before: list[Row]) -> Row:
    same = [each for each in before if (each.database, each.what) == (row.database, row.what)]
    return replace(row, growth=row.p50 / same[0].p50) if same else row


def _show(row: Row) -> None:
    growth = "" if row.growth is None else f"  x {row.growth:.2f}"
    print(
        f"{row.database:<11}{row.pains:>8,}  {row.what:<32}{row.p50:>8.1f}{row.p95:>8.1f}"
        f"{row.cpu:>8.1f}{growth}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pains", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the pain points")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cairn-pains-") as place, slack_stub() as stub:
        measure(stub, Path(place), quick=asked.quick)


if __name__ == "__main__":
    main()
