"""The places a label might take around its point, the best first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from charts.geometry import Box
from charts.scatter.touching import Disc, Pair, Segment, nearer, nearest_point, passed, touched

DIRECTIONS = 16
NEAR_ENOUGH = 10.0
"""So close that no line has to lead there."""

STEPS = (4.0, 10.0, 18.0, 28.0, 40.0, 56.0, 76.0, 100.0, 130.0, 165.0, 205.0, 250.0, 300.0, 360.0)
AIR = 3.0
"""Kept free around each label and each point."""

HALF_AWAY, AWAY = 40.0, 56.0
"""From home: such labels seem to say something of the neighbouring quadrant."""

LESS_GOOD = 7.0
"""For each shape that comes after the best."""

OFF_THE_RIGHT = 0.6
UNDER_A_POINT = 60.0
BESIDE_ANOTHER = 34.0
"""For each point that is nearer than the label's own: it would seem to be meant."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label's possible sizes, the best first, the disc it belongs to and where it is at home."""

    disc: Disc
    home: Box
    shapes: Sequence[Pair]


@dataclass(frozen=True, slots=True)
class Room:
    """Where labels may go: inside `area`, off the discs and boxes.

    `points` are those of the discs that labels belong to.
    """

    area: Box
    discs: Sequence[Disc]
    boxes: Sequence[Box]
    points: Sequence[Disc] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label goes, in which of its shapes, and the line that leads to what is far."""

    box: Box
    shape: int
    leader: Segment | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A possible place, and how bad it is: as the distance in units one would rather go."""

    cost: float
    placed: Placed


def choices_of(label: Wanted, room: Room, reach: float) -> list[Choice]:
    """All places no further than `reach` that clash with nothing fixed."""
    inside = [
        (cost, placed)
        for cost, placed in _around(label, reach)
        if room.area.contains(placed.box)
        and not any(placed.box.overlaps(spread(other)) for other in room.boxes)
    ]
    hits = touched([placed.box for _, placed in inside], room.discs, AIR)
    free = [entry for entry, hit in zip(inside, hits, strict=True) if not hit]
    own = (label.disc.x, label.disc.y)
    others = [disc for disc in room.discs if (disc.x, disc.y) != own]
    under = passed([placed.leader for _, placed in free], others)
    rivals = [disc for disc in room.points if (disc.x, disc.y) != own]
    beside = nearer([placed.box for _, placed in free], label.disc, rivals)
    found = [
        Choice(cost + UNDER_A_POINT * crossed + BESIDE_ANOTHER * nearby, placed)
        for (cost, placed), crossed, nearby in zip(free, under, beside, strict=True)
    ]
    return sorted(found, key=lambda choice: choice.cost)


def spread(box: Box) -> Box:
    return box.inset(-AIR)


def _around(label: Wanted, reach: float) -> Iterator[tuple[float, Placed]]:
    """Places in all directions and distances, beginning on the right; with what they cost."""
    disc = label.disc
    for shape, (width, height) in enumerate(label.shapes):
        for gap in STEPS:
            if gap > reach:
                break
            for turn in range(DIRECTIONS):
                angle = 2 * pi * turn / DIRECTIONS
                away = disc.radius + gap
                x = disc.x + cos(angle) * (away + width / 2)
                y = disc.y - sin(angle) * (away + height / 2)
                box = Box(x - width / 2, y - height / 2, width, height)
                leader = _leader(disc, box) if gap > NEAR_ENOUGH else None
                off = min(turn, DIRECTIONS - turn) * OFF_THE_RIGHT
                cost = gap + shape * LESS_GOOD + off + _from_home(label.home, box)
                yield cost, Placed(box, shape, leader)


def _from_home(home: Box, box: Box) -> float:
    if home.contains(box):
        return 0.0
    return HALF_AWAY if home.overlaps(box) else AWAY


def _leader(disc: Disc, box: Box) -> Segment:
    """From the rim of the disc nearly to the nearest point of the label."""
    end = nearest_point(box, (disc.x, disc.y))
    far = hypot(end[0] - disc.x, end[1] - disc.y)
    start, stop = (disc.radius / far, 1 - AIR / far) if far else (0.0, 0.0)
    dx, dy = end[0] - disc.x, end[1] - disc.y
    return (disc.x + dx * start, disc.y + dy * start), (disc.x + dx * stop, disc.y + dy * stop)
