"""The priority matrix' data: plain, frozen, and JSON there and back."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Self

from pydantic import TypeAdapter

LOWEST, MIDPOINT, HIGHEST = 1.0, 3.0, 5.0


class Quadrant(StrEnum):
    """What value and effort together make of an opportunity."""

    QUICK_WIN = "Quick win"
    BIG_BET = "Big bet"
    FILL_IN = "Fill-in"
    TIME_SINK = "Time sink"


@dataclass(frozen=True, slots=True)
class Point:
    """`value` and `effort` are means of scores from 1 to 5; `discuss`: the scores lie far apart."""

    label: str
    value: float
    effort: float
    heat: float
    discuss: bool

    @property
    def quadrant(self) -> Quadrant:
        """High is above the scale's midpoint."""
        if self.value > MIDPOINT:
            return Quadrant.BIG_BET if self.effort > MIDPOINT else Quadrant.QUICK_WIN
        return Quadrant.TIME_SINK if self.effort > MIDPOINT else Quadrant.FILL_IN


@dataclass(frozen=True, slots=True)
class PriorityMatrix:
    title: str
    subtitle: str
    points: tuple[Point, ...]

    def at(self, quadrant: Quadrant) -> list[Point]:
        """The points of a quadrant, the most valuable first, of equals the least effort first."""
        found = [point for point in self.points if point.quadrant is quadrant]
        return sorted(found, key=lambda point: (-point.value, point.effort, -point.heat))

    def to_json(self) -> str:
        return _adapter().dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The matrix in `text`; pydantic's ValidationError when it is not one."""
        return _adapter().validate_json(text)  # type: ignore[return-value]


@cache
def _adapter() -> TypeAdapter[PriorityMatrix]:
    return TypeAdapter(PriorityMatrix)
