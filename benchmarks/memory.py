"""Resident memory of `cairn run` over many requests of every kind."""

import itertools
from pathlib import Path

import psutil

from benchmarks import load, world
from benchmarks.processes import cairn
from benchmarks.scenarios import LIST, MAP, OPEN, SUBMIT, SUGGEST, Scenario
from benchmarks.world import Size

# Of 25 requests; people open and send forms more often than they look at lists.
MIX: tuple[tuple[Scenario, int], ...] = ((OPEN, 9), (SUBMIT, 8), (SUGGEST, 6), (LIST, 2))
CHUNK = 500
AT_ONCE = 32


async def measure(stub: str, folder: Path, requests: int) -> dict[str, object]:
    """RSS in MB after each chunk; the second half of the requests shows whether it grows."""
    url = f"sqlite:///{folder / 'memory.db'}"
    built = world.build(url, Size(200, 500, 5_000))
    samples: list[tuple[int, float]] = []
    with cairn(stub=stub, database_url=url, folder=folder) as (process, _):
        watched = psutil.Process(process.pid)
        # With Matplotlib loaded, as it is once somebody has asked for the map.
        await load.drive(stub, MAP, MAP.payloads(built, 1), to="cairn", at_once=1)
        for chunk in itertools.count(1):
            for scenario, share in MIX:
                payloads = scenario.payloads(built, CHUNK * share // 25)
                await load.drive(stub, scenario, payloads, to="cairn", at_once=AT_ONCE)
            samples.append((chunk * CHUNK, watched.memory_info().rss / 2**20))
            if chunk * CHUNK >= requests:
                break
    half = next(mb for done, mb in samples if done >= requests // 2)
    return {
        "requests": requests,
        "half_way_mb": half,
        "end_mb": samples[-1][1],
        "most_mb": max(mb for _, mb in samples),
        "growth_mb": samples[-1][1] - half,
        "samples": samples,
    }
