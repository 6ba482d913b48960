"""The map's picture: against ordinary Matplotlib artists, and from the cache."""

import statistics
import time
from collections.abc import Callable

from benchmarks.map_reference import reference_png
from charts.cache import PictureCache
from charts.journey_map import JourneyMap, Pain, Stage, Touchpoint
from charts.journey_map.picture import render

STAGES = ("Awareness", "Research", "Purchase", "Post-purchase", "Loyalty")
PLACES = ("Shop window", "Search results", "Checkout page", "Parcel tracking", "Thank-you card")


def measure(rounds: int) -> dict[str, float]:
    """Milliseconds for a map of 20 touchpoints, warm, taken in turns."""
    drawn = _map()
    cache = PictureCache()
    kept = len(render(drawn, cache=cache))
    reference_png(drawn)
    times: list[tuple[float, float, float]] = [
        (
            _milliseconds(lambda: reference_png(drawn)),
            _milliseconds(lambda: render(drawn)),
            _milliseconds(lambda: render(drawn, cache=cache)),
        )
        for _ in range(rounds)
    ]
    if len(cache) != 1:
        raise RuntimeError("The unchanged map was drawn again")
    return {
        "reference_ms": statistics.median(each[0] for each in times),
        "cairn_ms": statistics.median(each[1] for each in times),
        "cached_ms": statistics.median(each[2] for each in times),
        "times_faster": statistics.median(each[0] / each[1] for each in times),
        "bytes": float(kept),
    }


def _milliseconds(draw: Callable[[], bytes]) -> float:
    began = time.perf_counter()
    draw()
    return (time.perf_counter() - began) * 1000


def _map() -> JourneyMap:
    stages = tuple(
        Stage(name, f"What matters while in {name.lower()}", None, _points(index))
        for index, name in enumerate(STAGES)
    )
    return JourneyMap("Buying from Fern", "Leave with the right thing", "21 Nov 2026", stages)


def _points(stage: int) -> tuple[Touchpoint, ...]:
    return tuple(
        Touchpoint(
            number=f"T-{stage * 4 + number + 1}",
            name=f"{PLACES[(stage + number) % len(PLACES)]}, {STAGES[stage].lower()}",
            channel=("website", "store", "email", "phone")[number],
            department="Store operations",
            moment_of_truth=number == 2,
            significance=number + 1,
            evidence=f"{stage * 7 + number + 2} sightings by 3 people",
            heat=float(stage * 3 + number),
            planned=float(number % 3),
            observed=round((stage * 5 + number * 3) % 40 / 10 - 2, 1),
            observed_n=9,
            pains=(Pain(f"P-{stage * 4 + number}", "The label did not print", 3.2, 4, "New"),),
        )
        for number in range(4)
    )
