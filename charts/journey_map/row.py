"""Some stages beside each other, with the lanes that show."""

from dataclasses import dataclass

from charts.journey_map.curve import Plot
from charts.journey_map.stage_column import StageColumn
from charts.wrapping import Block


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the map; a long map has several rather than narrow columns."""

    stages: tuple[StageColumn, ...]
    bottom: float
    plot: Plot | None = None
    lanes: tuple[Block, ...] = ()
    lines: tuple[float, ...] = ()
