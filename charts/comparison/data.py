"""The comparison's data: two snapshots of a map, what came, went and changed between them."""

from dataclasses import dataclass
from typing import Literal

from charts.plain_data import PlainData

Better = Literal["up", "down", "neither"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of both snapshots, None where it isn't known; which way is the better one."""

    label: str
    before: float | None
    after: float | None
    better: Better = "neither"


@dataclass(frozen=True, slots=True)
class Moment:
    """A touchpoint of either snapshot with its observed emotions (-2..2), None if unknown."""

    number: str
    name: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that came, went or changed; `what` names its kind, `number` may be empty.

    `detail` says what is different: "emotion +0.4 to \u22120.8". `better` is None where nobody
    can tell.
    """

    what: str
    number: str
    name: str
    detail: str = ""
    better: bool | None = None


@dataclass(frozen=True, slots=True)
class Comparison(PlainData):
    """`before` and `after` say of when the two snapshots are, `stages` hold both curves."""

    title: str
    subtitle: str
    before: str
    after: str
    figures: tuple[Figure, ...] = ()
    stages: tuple[Stage, ...] = ()
    came: tuple[Change, ...] = ()
    went: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()

    @property
    def moments(self) -> list[Moment]:
        return [moment for stage in self.stages for moment in stage.moments]

    @property
    def same(self) -> bool:
        """Whether nothing came, went or changed."""
        return not (self.came or self.went or self.changed)
