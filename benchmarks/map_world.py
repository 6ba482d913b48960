"""Journey maps of so many touchpoints, full of what a map can show, to be drawn."""

from charts.journey_map import JourneyMap, Pain, Stage, Touchpoint

STAGES = ("Awareness", "Research", "Purchase", "Post-purchase", "Loyalty")
PLACES = ("Shop window", "Search results", "Checkout page", "Parcel tracking", "Thank-you card")
CHANNELS = ("website", "store", "email", "phone")


def map_of(touchpoints: int, *, title: str = "Buying from Fern") -> JourneyMap:
    """As many in each of the five stages."""
    each = touchpoints // len(STAGES)
    stages = tuple(
        Stage(name, f"What matters while in {name.lower()}", None, _points(index, each))
        for index, name in enumerate(STAGES)
    )
    return JourneyMap(title, "Leave with the right thing", "21 Nov 2026", stages)


def _points(stage: int, count: int) -> tuple[Touchpoint, ...]:
    return tuple(
        Touchpoint(
            number=f"T-{stage * count + number + 1}",
            name=f"{PLACES[(stage + number) % len(PLACES)]}, {STAGES[stage].lower()}",
            channel=CHANNELS[number % len(CHANNELS)],
            department="Store operations",
            moment_of_truth=number % 4 == 2,
            significance=number % 5 + 1,
            evidence=f"{stage * 7 + number + 2} sightings by 3 people",
            heat=float(stage * 3 + number),
            planned=float(number % 3),
            observed=round((stage * 5 + number * 3) % 40 / 10 - 2, 1),
            observed_n=9,
            pains=(Pain(f"P-{stage * count + number}", "The label did not print", 3.2, 4, "New"),),
        )
        for number in range(count)
    )
