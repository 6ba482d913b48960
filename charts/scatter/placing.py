"""Finds a place for every label beside its point so that nothing covers anything else.

The places around a point are tried from the nearest outward. Where a label finds none left, it is
put first and all begin anew; what still finds none makes the whole attempt fail. Where they are
few, each is then let first once, and what is best altogether stays.
"""

from collections.abc import Sequence

from charts.scatter.choices import Choice, Placed, Room, Wanted, choices_of, spread
from charts.scatter.touching import cross, crosses_box

ATTEMPTS = 24
FEW = 24
"""Labels for which it is worth the time to look for what is best."""

BETTER = 0.001


def place_labels(wanted: Sequence[Wanted], room: Room, reach: float) -> list[Placed] | None:
    """A place for each label, no further than `reach` from its disc; None when that fails."""
    choices = [choices_of(label, room, reach) for label in wanted]
    order = sorted(range(len(wanted)), key=lambda index: len(choices[index]))
    best = _settled(choices, order)
    if best is None:
        return None
    for first in order if len(order) <= FEW else []:
        other, _ = _try(choices, [first, *(index for index in order if index != first)])
        if len(other) == len(wanted) and _cost(other) < _cost(best) - BETTER:
            best = other
    return [best[index].placed for index in range(len(wanted))]


def _cost(placed: dict[int, Choice]) -> float:
    return sum(choice.cost for choice in placed.values())


def _settled(choices: Sequence[Sequence[Choice]], order: Sequence[int]) -> dict[int, Choice] | None:
    """Places for all, the stuck ones put first until none is; None after many attempts."""
    order = list(order)
    for _ in range(ATTEMPTS):
        placed, stuck = _try(choices, order)
        if stuck is None:
            return placed
        order.remove(stuck)
        order.insert(0, stuck)
    return None


def _try(
    choices: Sequence[Sequence[Choice]], order: Sequence[int]
) -> tuple[dict[int, Choice], int | None]:
    """The best place left for each in turn, and who found none."""
    placed: dict[int, Choice] = {}
    for index in order:
        others = [choice.placed for choice in placed.values()]
        found = next((c for c in choices[index] if all(_apart(c.placed, o) for o in others)), None)
        if found is None:
            return placed, index
        placed[index] = found
    return placed, None


def _apart(one: Placed, other: Placed) -> bool:
    if spread(one.box).overlaps(other.box):
        return False
    if one.leader and crosses_box(one.leader, spread(other.box)):
        return False
    if other.leader and crosses_box(other.leader, spread(one.box)):
        return False
    return not (one.leader and other.leader and cross(one.leader, other.leader))
