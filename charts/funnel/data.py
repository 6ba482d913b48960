"""The funnel's data: how many customers reach each stage, where that is counted."""

from dataclasses import dataclass
from itertools import pairwise

from charts.plain_data import PlainData


@dataclass(frozen=True, slots=True)
class Stage:
    """`count` customers reached it, None where nobody counts; `source` tells who counted."""

    name: str
    place: str
    count: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Drop:
    """Between two counted stages; `skipped` names those between them that nobody counts."""

    before: Stage
    after: Stage
    skipped: tuple[str, ...]

    @property
    def kept(self) -> float | None:
        """The share (0..1, or more) that went on; None when nobody came."""
        if not self.before.count or self.after.count is None:
            return None
        return self.after.count / self.before.count

    @property
    def change(self) -> int:
        return (self.after.count or 0) - (self.before.count or 0)


@dataclass(frozen=True, slots=True)
class Funnel(PlainData):
    """`unit` is what is counted ("visitors"), `period` when ("October 2026")."""

    title: str
    subtitle: str
    as_of: str
    stages: tuple[Stage, ...]
    unit: str = "customers"
    period: str = ""

    @property
    def counted(self) -> list[Stage]:
        return [stage for stage in self.stages if stage.count is not None]

    @property
    def drops(self) -> list[Drop]:
        places = [index for index, stage in enumerate(self.stages) if stage.count is not None]
        return [
            Drop(self.stages[a], self.stages[b], tuple(s.name for s in self.stages[a + 1 : b]))
            for a, b in pairwise(places)
        ]

    @property
    def steepest(self) -> Drop | None:
        """Where the smallest share went on; None unless somewhere somebody was lost."""
        lost = [drop for drop in self.drops if drop.kept is not None and drop.kept < 1]
        return min(lost, key=lambda drop: drop.kept or 0.0, default=None)
