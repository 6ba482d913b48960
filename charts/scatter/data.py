"""What a scatter picture is made of, whatever its axes mean."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from charts.option_label import OptionLabel
from charts.theme import Rgb, Theme

Corner = tuple[bool, bool]
"""Which quadrant: right of the line (or left of it), above the line (or below it)."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A quadrant's name and colour; `meaning` says what is in it."""

    name: str
    meaning: str
    colour: Callable[[Theme], Rgb]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point at `x`, `y` of the axes, drawn with `radius`; `detail` are its numbers, in lines."""

    label: OptionLabel
    x: float
    y: float
    radius: float
    detail: tuple[str, ...]
    hollow: bool = False
    discuss: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from `low` to `high`; the dashed line stands at `line` and is named on the axis."""

    title: str
    low: float
    high: float
    ticks: tuple[float, ...]
    line: float | None
    line_words: str

    def share(self, value: float) -> float:
        """Where a value stands on the axis, 0..1; beyond its ends at the end."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def above(self, value: float) -> bool:
        """On the line is not above it."""
        return self.line is not None and value > self.line


@dataclass(frozen=True, slots=True)
class Scatter:
    """`order` says in which order the quadrants are listed; without zones nothing is divided."""

    spots: tuple[Spot, ...]
    x: Axis
    y: Axis
    zones: Mapping[Corner, Zone]
    order: tuple[Corner, ...]
    together: Zone

    def corner(self, spot: Spot) -> Corner:
        return self.x.above(spot.x), self.y.above(spot.y)

    def zone(self, spot: Spot) -> Zone:
        return self.zones.get(self.corner(spot), self.together)
