"""Acknowledgements while pictures are drawn, against those while none are."""

import asyncio
import contextlib
import itertools
import json
import statistics
from collections.abc import AsyncIterator
from pathlib import Path

from benchmarks import load, world
from benchmarks.apps import Apps, both
from benchmarks.map_world import map_of
from benchmarks.scenarios import SUBMIT
from benchmarks.world import Size
from bot.slack.pictures import Drawing
from charts.names import JOURNEY_MAP

PICTURES = 5
TOUCHPOINTS = 60
REQUESTS = 600
AT_ONCE = 8


async def measure(stub: str, folder: Path, rounds: int) -> dict[str, float]:
    """p99 in milliseconds of forms sent over Socket Mode, without and with five pictures at once.

    Taken in turns; new pictures are asked for, five at a time, as long as forms are sent.
    """
    url = f"sqlite:///{folder / 'acks.db'}"
    built = world.build(url, Size(200, 200, 5_000))
    taken: list[tuple[float, float]] = []
    counted: list[int] = []
    async with both(stub, url) as apps:
        for turn in range(rounds + 1):
            quiet = await _p99(apps, built, url)
            async with _drawing(apps, turn) as drawn:
                busy = await _p99(apps, built, url)
                counted.append(len(drawn))
            taken.append((quiet, busy))
    # The first round warms both sides up.
    return {
        "quiet_p99_ms": statistics.median(quiet for quiet, _ in taken[1:]),
        "drawing_p99_ms": statistics.median(busy for _, busy in taken[1:]),
        "times": statistics.median(busy / quiet for quiet, busy in taken[1:]),
        "pictures": statistics.median(counted[1:]),
    }


async def _p99(apps: Apps, built: world.World, url: str) -> float:
    payloads = SUBMIT.payloads(built, REQUESTS)
    taken = await load.put(apps, SUBMIT, payloads, way="Socket Mode", at_once=AT_ONCE)
    world.forget_outbox(url)
    return taken.percentile(99)


@contextlib.asynccontextmanager
async def _drawing(apps: Apps, turn: int) -> AsyncIterator[list[int]]:
    """Five pictures always asked for, each another; the list grows with each that is drawn."""
    sizes: list[int] = []
    done = asyncio.Event()
    numbers = itertools.count()

    async def ask() -> None:
        while not done.is_set():
            title = f"Map {next(numbers)} of turn {turn}"
            data = json.loads(map_of(TOUCHPOINTS, title=title).to_json())
            sizes.append(len(await apps.cairn.pictures.draw(Drawing(JOURNEY_MAP, data, title, ""))))

    async with asyncio.TaskGroup() as asking:
        for _ in range(PICTURES):
            asking.create_task(ask())
        yield sizes
        done.set()
