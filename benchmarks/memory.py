"""Resident memory of `cairn run` over many requests, and of the process it draws in."""

import asyncio
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
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
MAP_EVERY = 2_000
DRAWN_AFTER_S = 4.0


@dataclass(frozen=True, slots=True)
class Sample:
    """MB of the bot, and of the process it draws in (0 when there is none), after so many."""

    requests: int
    bot_mb: float
    drawing_mb: float


async def measure(stub: str, folder: Path, requests: int) -> dict[str, object]:
    """RSS after each chunk; the second half of the requests shows whether it grows."""
    url = f"sqlite:///{folder / 'memory.db'}"
    built = world.build(url, Size(200, 500, 5_000))
    with cairn(stub=stub, database_url=url, folder=folder) as (process, _):
        watched = psutil.Process(process.pid)
        samples = [_sample(watched, 0)]
        for done in itertools.count(CHUNK, CHUNK):
            if (done - CHUNK) % MAP_EVERY == 0:
                await load.drive(stub, MAP, MAP.payloads(built, 1), to="cairn", at_once=1)
                await asyncio.sleep(DRAWN_AFTER_S)
            for scenario, share in MIX:
                payloads = scenario.payloads(built, CHUNK * share // 25)
                await load.drive(stub, scenario, payloads, to="cairn", at_once=AT_ONCE)
            samples.append(_sample(watched, done))
            if done >= requests:
                break
    return {"requests": requests, **_told(samples, requests), "samples": _rows(samples)}


def _told(samples: list[Sample], requests: int) -> Mapping[str, float]:
    half = next(each.bot_mb for each in samples if each.requests >= requests // 2)
    return {
        "start_mb": samples[0].bot_mb,
        "half_way_mb": half,
        "end_mb": samples[-1].bot_mb,
        "most_mb": max(each.bot_mb for each in samples),
        "growth_mb": samples[-1].bot_mb - half,
        "drawing_mb": max(each.drawing_mb for each in samples),
    }


def _rows(samples: list[Sample]) -> list[tuple[int, float, float]]:
    return [(each.requests, each.bot_mb, each.drawing_mb) for each in samples]


def _sample(watched: psutil.Process, requests: int) -> Sample:
    drawing = sum(child.memory_info().rss for child in watched.children())
    return Sample(requests, watched.memory_info().rss / 2**20, drawing / 2**20)
