"""What a curve is drawn from: points in order, in spans that have a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """Emotions from -2 to 2 on the solid and the dashed line, None where nothing is known.

    `labels` stand under the point, its number first; `spread` is half the height of the band
    around the solid line.
    """

    number: str
    name: str
    solid: float | None
    dashed: float | None
    labels: tuple[str, ...]
    spread: float | None = None
    diamond: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A stage with its points."""

    name: str
    points: tuple[Point, ...]
