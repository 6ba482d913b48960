"""Compares each scenario with the floor, A B A B, and keeps the median of the rounds."""

import statistics
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

from benchmarks import load, world
from benchmarks.apps import Apps, both
from benchmarks.load import Taken, Way
from benchmarks.scenarios import FLOOR, LIST, MEASURED, SUBMIT, SUGGEST, Scenario
from benchmarks.world import Size, World

# Which can be measured on the same running apps.
ON_A_SOCKET: tuple[Way, ...] = ("in process", "Socket Mode")
OVER_HTTP: tuple[Way, ...] = ("HTTP",)
BURST = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: requests in a round by how many are in flight, and rounds."""

    requests: dict[int, int]
    rounds: int
    size: Size


FULL = Plan({1: 150, 32: 480, 200: 1_000}, 5, Size())
QUICK = Plan({1: 50, 32: 160, 200: 400}, 3, Size(200, 200, 5_000))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; times in milliseconds, throughput in requests a second."""

    database: str
    way: Way
    at_once: int
    scenario: str
    ratio: float
    floor: float
    throughput: float
    p50: float
    p95: float
    p99: float
    wrong: int
    first_wrong: str


async def measure(
    *, stub: str, database: str, url: str, plan: Plan, show: Callable[[Row], None]
) -> list[dict[str, object]]:
    """All rows for one database, shown as they come."""
    built = world.build(url, plan.size)
    rows: list[Row] = []
    for ways in (ON_A_SOCKET, OVER_HTTP):
        async with both(stub, url, http=ways is OVER_HTTP) as apps:
            await _warm_up(apps, built, ways)
            for way in ways:
                async for row in _way(apps, built, url, way, plan, database):
                    show(row)
                    rows.append(row)
    return [asdict(row) for row in rows]


async def _way(
    apps: Apps, built: World, url: str, way: Way, plan: Plan, database: str
) -> AsyncIterator[Row]:
    """All rows for one way of reaching the apps; the burst last."""
    for at_once, requests in plan.requests.items():
        for scenario in MEASURED:
            few = _requests(scenario, at_once, requests)
            taken = [
                await _round(apps, scenario, built, url, way, at_once, few)
                for _ in range(plan.rounds)
            ]
            yield _median(taken, database, way, at_once, scenario.name)
    taken = [await _round(apps, SUBMIT, built, url, way, BURST, BURST) for _ in range(plan.rounds)]
    yield _median(taken, database, way, BURST, "(c) one burst of 200")


async def _warm_up(apps: Apps, built: World, ways: Sequence[Way]) -> None:
    """Everybody is known, every statement compiled, every thread begun."""
    for scenario in (FLOOR, *MEASURED):
        for way in ways:
            payloads = scenario.payloads(built, 60)
            await load.put(apps, scenario, payloads, way=way, at_once=20)


def _requests(scenario: Scenario, at_once: int, requests: int) -> int:
    """The slower reads in smaller rounds: never fewer than all at once."""
    return max(at_once, requests // 4) if scenario in (SUGGEST, LIST) else requests


async def _round(
    apps: Apps, scenario: Scenario, built: World, url: str, way: Way, at_once: int, requests: int
) -> tuple[Taken, Taken]:
    floor = await load.put(apps, FLOOR, FLOOR.payloads(built, requests), way=way, at_once=at_once)
    payloads = scenario.payloads(built, requests)
    taken = await load.put(apps, scenario, payloads, way=way, at_once=at_once)
    world.forget_outbox(url)
    return floor, taken


def _median(
    rounds: list[tuple[Taken, Taken]], database: str, way: Way, at_once: int, name: str
) -> Row:
    def of(values: Iterator[float]) -> float:
        return round(statistics.median(values), 3)

    wrong = [answer for _, taken in rounds for answer in taken.wrong]
    return Row(
        database=database,
        way=way,
        at_once=at_once,
        scenario=name,
        ratio=of(taken.throughput / floor.throughput for floor, taken in rounds),
        floor=of(floor.throughput for floor, _ in rounds),
        throughput=of(taken.throughput for _, taken in rounds),
        p50=of(taken.percentile(50) for _, taken in rounds),
        p95=of(taken.percentile(95) for _, taken in rounds),
        p99=of(taken.percentile(99) for _, taken in rounds),
        wrong=len(wrong),
        first_wrong=str(wrong[0])[:300] if wrong else "",
    )
