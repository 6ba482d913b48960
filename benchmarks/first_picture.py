"""The first picture after a start: the process that draws is started for it."""

import time
from pathlib import Path

from benchmarks.map_world import map_of
from bot.drawing import Drawer
from charts.names import JOURNEY_MAP


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """Seconds of a map of 20 touchpoints: on a new machine, after a start, and the next one."""
    found = [_of(folder / "fonts") for _ in range(rounds + 1)]
    new, *others = found
    return {
        "new_machine_s": new[0],
        "first_s": min(first for first, _ in others),
        "most_first_s": max(first for first, _ in others),
        "next_s": min(following for _, following in others),
    }


def _of(fonts: Path) -> tuple[float, float]:
    drawer = Drawer(fonts=fonts)
    data = map_of(20).to_json()
    try:
        return _seconds(drawer, data), _seconds(drawer, data)
    finally:
        drawer.stop()


def _seconds(drawer: Drawer, data: str) -> float:
    began = time.perf_counter()
    drawer.png(JOURNEY_MAP, data)
    return time.perf_counter() - began
