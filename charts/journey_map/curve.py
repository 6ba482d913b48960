"""The emotion curve in numbers: where its points stand and how the lines between them bend."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from charts.geometry import Box
from charts.journey_map.columns import Frame
from charts.journey_map.data import Stage, Touchpoint
from charts.journey_map.ticks import Tick, lay_ticks

PLOT_HEIGHT = 256.0
HEADROOM = 40.0
TICKS = 38.0
HIGHEST = 2.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Moment:
    """A touchpoint on the curve; y is None where nothing is planned or observed."""

    touchpoint: Touchpoint
    x: float
    planned: float | None
    observed: float | None
    band: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Plot:
    """`scale_inside` where there is no room beside the plot for what its heights mean."""

    box: Box
    bottom: float
    moments: tuple[Moment, ...]
    gaps: tuple[float, ...]
    ticks: tuple[Tick, ...]
    scale_inside: bool

    @property
    def observed(self) -> list[tuple[float, float | None]]:
        return self._with_gaps([(moment.x, moment.observed) for moment in self.moments])

    def edge(self, side: int) -> list[tuple[float, float | None]]:
        """The upper (0) or lower (1) end of the spread around the observed line."""
        return self._with_gaps(
            [(moment.x, moment.band and moment.band[side]) for moment in self.moments]
        )

    @property
    def planned(self) -> list[tuple[float, float | None]]:
        return self._with_gaps([(moment.x, moment.planned) for moment in self.moments])

    def _with_gaps(
        self, points: list[tuple[float, float | None]]
    ) -> list[tuple[float, float | None]]:
        """In a stage without touchpoints nothing is known either, so the lines break there."""
        return sorted([*points, *((x, None) for x in self.gaps)], key=lambda point: point[0])

    def level(self, emotion: float) -> float:
        """The height of an emotion, limited to the scale."""
        return emotion_level(self.box, emotion)


def emotion_level(box: Box, emotion: float) -> float:
    inside = max(-HIGHEST, min(HIGHEST, emotion))
    middle = box.y + box.h / 2
    return middle - inside / HIGHEST * (box.h / 2 - HEADROOM)


def lay_plot(
    columns: Sequence[tuple[Stage, Box]], y: float, frame: Frame, *, ticks: bool = True
) -> Plot:
    """A plot under the stages: each stage's touchpoints evenly spread over its column, in order."""
    left = frame.margin + frame.gutter
    box = Box(left, y, columns[-1][1].right - left, PLOT_HEIGHT)
    moments = []
    below: list[Tick] = []
    for stage, column in columns:
        step = column.w / max(1, len(stage.touchpoints))
        places = [column.x + (index + 0.5) * step for index in range(len(stage.touchpoints))]
        placed = list(zip(stage.touchpoints, places, strict=True))
        moments += [_moment(point, x, box) for point, x in placed]
        below += lay_ticks(placed, step, box.bottom + 4, shrink=not frame.phone) if ticks else []
    gaps = tuple(column.centre[0] for stage, column in columns if not stage.touchpoints)
    bottom = box.bottom + (TICKS if ticks else 0.0)
    return Plot(box, bottom, tuple(moments), gaps, tuple(below), scale_inside=frame.phone)


def _moment(point: Touchpoint, x: float, box: Box) -> Moment:
    planned = None if point.planned is None else emotion_level(box, point.planned)
    observed = None if point.observed is None else emotion_level(box, point.observed)
    return Moment(point, x, planned, observed, _band(point, box))


def _band(point: Touchpoint, box: Box) -> tuple[float, float] | None:
    """From the upper to the lower end of what is usual; no height where one sighting tells all."""
    if point.observed is None:
        return None
    spread = point.spread or 0.0
    return (
        emotion_level(box, point.observed + spread),
        emotion_level(box, point.observed - spread),
    )


def runs(points: Sequence[tuple[float, float | None]]) -> list[list[Point]]:
    """Unbroken stretches: a line must not bridge a place where nothing is known."""
    stretches = []
    for known, group in groupby(points, key=lambda point: point[1] is not None):
        if known:
            stretches.append([(x, y) for x, y in group if y is not None])
    return stretches


def monotone(points: Sequence[Point]) -> list[Point]:
    """Handles and ends of the cubic curve through `points`, after the first point.

    Slopes after Fritsch and Carlson (1980) in Fritsch and Butland's form (weighted harmonic
    mean): the curve never swings beyond the values, so no feeling is drawn that nobody had.
    """
    steps = [(b[0] - a[0], (b[1] - a[1]) / (b[0] - a[0])) for a, b in pairwise(points)]
    if not steps:
        return []
    slopes = [steps[0][1]]
    for (width, slope), (next_width, next_slope) in pairwise(steps):
        if slope * next_slope <= 0:
            slopes.append(0.0)
            continue
        first, second = 2 * next_width + width, next_width + 2 * width
        slopes.append((first + second) / (first / slope + second / next_slope))
    slopes.append(steps[-1][1])
    handles: list[Point] = []
    for index, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        third = (x1 - x0) / 3
        handles += [
            (x0 + third, y0 + slopes[index] * third),
            (x1 - third, y1 - slopes[index + 1] * third),
            (x1, y1),
        ]
    return handles
