"""The heatmap's data: where it hurts, by stage and by channel or department."""

from dataclasses import dataclass
from typing import Literal

from charts.plain_data import PlainData

Across = Literal["channel", "department"]
NOBODY = ""
"""The column of touchpoints whose department nobody said."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known where a stage (by its place in `rows`) and a column meet.

    `touchpoints` are there, `sightings` were made there, `heat` is that of the open pain points.
    """

    row: int
    column: str
    touchpoints: int
    sightings: int
    heat: float


@dataclass(frozen=True, slots=True)
class Heatmap(PlainData):
    """`rows` are the stages in order, `columns` the channels or departments in theirs.

    A place without a cell has no touchpoint.
    """

    title: str
    subtitle: str
    as_of: str
    across: Across
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]

    def cell(self, row: int, column: str) -> Cell | None:
        """What is known there; None where no touchpoint is."""
        return next(
            (c for c in self.cells if c.row == row and c.column == column and c.touchpoints), None
        )

    @property
    def hottest(self) -> list[Cell]:
        """The cells with any heat, the hottest first."""
        warm = [cell for cell in self.cells if cell.touchpoints and cell.heat > 0]
        return sorted(warm, key=lambda cell: -cell.heat)

    @property
    def unseen(self) -> int:
        """How many cells have touchpoints that nobody reported anything from."""
        return sum(cell.touchpoints > 0 and not cell.sightings for cell in self.cells)
