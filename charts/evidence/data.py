"""The picture of votes against heat: its data, plain, frozen, and JSON there and back."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from statistics import median
from typing import Self

from pydantic import TypeAdapter


class Place(StrEnum):
    """What votes and heat together say of an option."""

    BOTH = "Popular and frequent"
    POPULAR = "Popular but rare"
    FREQUENT = "Frequent but unvoted"
    NEITHER = "Neither yet"


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    dots: int
    heat: float


@dataclass(frozen=True, slots=True)
class Evidence:
    title: str
    subtitle: str
    points: tuple[Point, ...]

    @property
    def even_share(self) -> float:
        """Dots each would have if all had the same: popular is what has more."""
        return sum(point.dots for point in self.points) / max(1, len(self.points))

    @property
    def middle_heat(self) -> float:
        """The median heat: frequent is what is hotter."""
        return median([point.heat for point in self.points] or [0.0])

    @property
    def alike(self) -> str:
        """Why no option can be told to be more than the others; nothing when one can."""
        if not self.points:
            return "There was nothing to vote on."
        if len(self.points) == 1:
            return "There is only one option, so there is nothing to compare it with."
        if not any(point.dots for point in self.points):
            return "No dot was put on anything."
        if len({point.dots for point in self.points}) == 1:
            return "All have the same number of dots, so none is more popular."
        if len({point.heat for point in self.points}) == 1:
            return "All are equally hot, so none was met more often."
        return ""

    def place(self, point: Point) -> Place:
        """Where the point stands; on a line is not above it. Says nothing where all are `alike`."""
        if point.dots > self.even_share:
            return Place.BOTH if point.heat > self.middle_heat else Place.POPULAR
        return Place.FREQUENT if point.heat > self.middle_heat else Place.NEITHER

    @property
    def ranked(self) -> list[Point]:
        """Most dots first, of equals the hottest first."""
        return sorted(self.points, key=lambda point: (-point.dots, -point.heat))

    def at(self, place: Place) -> list[Point]:
        """The points of a quadrant: the hottest first where votes are missing, else `ranked`."""
        found = [point for point in self.ranked if self.place(point) is place]
        return sorted(found, key=lambda point: -point.heat) if place is Place.FREQUENT else found

    def to_json(self) -> str:
        return _adapter().dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The picture's data in `text`; pydantic's ValidationError when it is not that."""
        return _adapter().validate_json(text)  # type: ignore[return-value]


@cache
def _adapter() -> TypeAdapter[Evidence]:
    return TypeAdapter(Evidence)
