"""The journey map picture's data: plain, frozen, and JSON there and back."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, Self

from pydantic import TypeAdapter

Channel = Literal[
    "website", "app", "email", "phone", "chat", "store",
    "social", "advertising", "mail", "partner", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pain:
    number: str
    title: str
    heat: float
    sightings: int
    status: str


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """`planned` and `observed` are emotions from -2 (gives up) to 2 (delighted), None if unknown.

    `evidence` is the badge's words, `observed_n` the number of sightings behind `observed`.
    """

    number: str
    name: str
    channel: str
    department: str | None
    moment_of_truth: bool
    significance: int | None
    evidence: str
    heat: float
    planned: float | None
    observed: float | None
    observed_n: int
    pains: tuple[Pain, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    goal: str | None
    funnel: str | None
    touchpoints: tuple[Touchpoint, ...]

    @property
    def pains(self) -> list[Pain]:
        """Each pain point of the stage once, the hottest first."""
        found = {pain.number: pain for point in self.touchpoints for pain in point.pains}
        return sorted(found.values(), key=lambda pain: (-pain.heat, pain.number))


@dataclass(frozen=True, slots=True)
class JourneyMap:
    title: str
    subtitle: str
    as_of: str
    stages: tuple[Stage, ...]

    @property
    def touchpoints(self) -> list[Touchpoint]:
        return [point for stage in self.stages for point in stage.touchpoints]

    @property
    def pains(self) -> list[Pain]:
        """Each pain point of the map once, the hottest first."""
        found = {pain.number: pain for stage in self.stages for pain in stage.pains}
        return sorted(found.values(), key=lambda pain: (-pain.heat, pain.number))

    @property
    def best(self) -> Touchpoint | None:
        """The touchpoint with the highest observed emotion, the first one of equals."""
        seen = [point for point in self.touchpoints if point.observed is not None]
        return max(seen, key=lambda point: point.observed or 0.0, default=None)

    @property
    def worst(self) -> Touchpoint | None:
        """The touchpoint with the lowest observed emotion; None when it is the best one too."""
        seen = [point for point in self.touchpoints if point.observed is not None]
        worst = min(seen, key=lambda point: point.observed or 0.0, default=None)
        best = self.best
        if worst is None or best is None or worst.observed == best.observed:
            return None
        return worst

    def to_json(self) -> str:
        return _adapter().dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The map in `text`; pydantic's ValidationError when it is not one."""
        return _adapter().validate_json(text)  # type: ignore[return-value]


@cache
def _adapter() -> TypeAdapter[JourneyMap]:
    return TypeAdapter(JourneyMap)
