"""The map's picture: against ordinary Matplotlib artists and Pillow, and from the cache."""

import statistics
import time
from collections.abc import Callable

from benchmarks.map_pillow import drawable, pillow_png
from benchmarks.map_reference import reference_png
from benchmarks.map_world import map_of
from charts.cache import PictureCache
from charts.journey_map.picture import journey_map_scene, render

TOUCHPOINTS = (20, 60, 150)


def measure(rounds: int) -> list[dict[str, float]]:
    """Milliseconds for each size of map, warm, taken in turns."""
    # Ordinary artists take ten seconds for the largest.
    return [_of(each, rounds if each == TOUCHPOINTS[0] else rounds // 3) for each in TOUCHPOINTS]


def _of(touchpoints: int, rounds: int) -> dict[str, float]:
    drawn = map_of(touchpoints)
    floor = drawable(journey_map_scene(drawn))
    cache = PictureCache()
    kept = len(render(drawn, cache=cache))
    reference_png(drawn)
    pillow_png(floor)
    times = [
        (
            _milliseconds(lambda: reference_png(drawn)),
            _milliseconds(lambda: render(drawn)),
            _milliseconds(lambda: pillow_png(floor)),
            _milliseconds(lambda: render(drawn, cache=cache)),
        )
        for _ in range(rounds)
    ]
    if len(cache) != 1:
        raise RuntimeError("The unchanged map was drawn again")
    artists, cairn, pillow, cached = zip(*times, strict=True)
    return {
        "touchpoints": touchpoints,
        "reference_ms": statistics.median(artists),
        "cairn_ms": statistics.median(cairn),
        "pillow_ms": statistics.median(pillow),
        "cached_ms": statistics.median(cached),
        "times_faster": statistics.median(a / c for a, c in zip(artists, cairn, strict=True)),
        "times_pillow": statistics.median(c / p for c, p in zip(cairn, pillow, strict=True)),
        "bytes": float(kept),
    }


def _milliseconds(draw: Callable[[], object]) -> float:
    began = time.perf_counter()
    draw()
    return (time.perf_counter() - began) * 1000
