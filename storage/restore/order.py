"""Which things must move for some of them to stand in an earlier order again: as few as can be."""

from bisect import bisect_left
from collections.abc import Collection, Sequence


def misplaced(current: Sequence[int], wanted: Sequence[int], movable: Collection[int]) -> set[int]:
    """Those of `movable` that must move so that all of `wanted` stand in that order.

    What is not in `current` must move in any case; what is not in `wanted` doesn't matter.
    """
    place = {thing: n for n, thing in enumerate(wanted)}
    standing = [thing for thing in current if thing in place]
    missing = {thing for thing in wanted if thing not in set(standing)}
    if all(thing in movable for thing in standing):
        kept = _longest_in_order(standing, place)
        return {thing for thing in wanted if thing not in kept}
    return {
        thing
        for thing in wanted
        if thing in movable and (thing in missing or not _fits(thing, standing, place, movable))
    }


def _fits(
    thing: int, standing: Sequence[int], place: dict[int, int], movable: Collection[int]
) -> bool:
    """Whether a thing stands behind all that it should, and before all others."""
    at = standing.index(thing)
    return all(
        (place[other] < place[thing]) == (n < at)
        for n, other in enumerate(standing)
        if other not in movable
    )


def _longest_in_order(standing: Sequence[int], place: dict[int, int]) -> set[int]:
    """The most that stand in order already: a longest increasing subsequence."""
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for thing in standing:
        at = bisect_left(ends, place[thing])
        before[thing] = last[at - 1] if at else None
        ends[at : at + 1] = [place[thing]]
        last[at : at + 1] = [thing]
    kept = set()
    step = last[-1] if last else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return kept
