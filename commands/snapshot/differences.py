"""What a difference between two frozen maps is, as plain data."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from storage.models.columns import JsonObject


class Way(StrEnum):
    """What became of a thing."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different; `what` says how: an emotion, heat, a field, a place.

    `better` is None where nobody can tell. The weight orders them, the most important first.
    """

    way: Way
    subject: str
    name: str
    weight: float
    number: int | None = None
    what: str = ""
    before: JsonObject = field(default_factory=dict)
    after: JsonObject = field(default_factory=dict)
    better: bool | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something on both sides."""

    one: str
    many: str
    before: int
    after: int
    better: str = "neither"

    @property
    def change(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that is different, in order."""

    counts: tuple[Count, ...]
    differences: tuple[Difference, ...]


def by_key(rows: Any, key: str) -> dict[int, JsonObject]:  # noqa: ANN401 - JSON
    """Rows of a frozen map by what tells them apart."""
    return {each[key]: each for each in rows}
