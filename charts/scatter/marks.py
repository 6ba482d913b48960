"""Where the points of a scatter picture are drawn, those on one place together."""

from dataclasses import dataclass

from charts.geometry import Box
from charts.scatter.axes import across, up
from charts.scatter.data import Scatter, Spot, Zone
from charts.scatter.frame import Frame
from charts.scatter.sign import sign_at
from charts.scatter.touching import Disc

ONE_PLACE = 2.0
RING = 4.5
"""By so much the radii of points on one place differ, or only the larger is drawn."""


@dataclass(frozen=True, slots=True)
class Mark:
    """`members` index the data's spots; `rings` are their discs, the largest first.

    `hollow` tells for each ring whether it is drawn without a filling, `home` is the quadrant.
    """

    members: tuple[int, ...]
    zone: Zone
    home: Box
    rings: tuple[Disc, ...]
    hollow: tuple[bool, ...]
    sign: Disc | None

    @property
    def disc(self) -> Disc:
        return self.rings[0]


def lay_marks(data: Scatter, frame: Frame) -> tuple[Mark, ...]:
    places: list[tuple[float, float, Zone, list[int]]] = []
    for index, spot in enumerate(data.spots):
        x, y = across(frame.inner, data.x, spot.x), up(frame.inner, data.y, spot.y)
        zone = data.zone(spot)
        for there_x, there_y, its_zone, members in places:
            near = abs(there_x - x) <= ONE_PLACE and abs(there_y - y) <= ONE_PLACE
            if near and its_zone is zone:
                members.append(index)
                break
        else:
            places.append((x, y, zone, [index]))
    return tuple(_mark(data, frame, *place) for place in places)


def _mark(data: Scatter, frame: Frame, x: float, y: float, zone: Zone, members: list[int]) -> Mark:
    rings: list[tuple[float, bool]] = []
    spots = [data.spots[index] for index in members]
    for spot in sorted(spots, key=_largest_first):
        if not rings or rings[-1][0] - spot.radius >= RING or (spot.hollow and not rings[-1][1]):
            rings.append((spot.radius, spot.hollow))
    discs = tuple(Disc(x, y, radius) for radius, _ in rings)
    sign = sign_at(discs[0]) if any(spot.discuss for spot in spots) else None
    home = next((q.box for q in frame.quadrants if q.zone is zone), frame.box)
    return Mark(tuple(members), zone, home, discs, tuple(hollow for _, hollow in rings), sign)


def _largest_first(spot: Spot) -> tuple[bool, float]:
    return spot.hollow, -spot.radius
