"""The vote result picture's data: plain, frozen, and JSON there and back."""

from dataclasses import dataclass
from functools import cache
from typing import Self

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Option:
    """`share` is the option's part of all dots, 0..1; None when nobody put any dot anywhere.

    `rank` is the standard competition rank: 1, 2, 2, 4.
    """

    label: str
    dots: int
    share: float | None
    voters: int
    rank: int


@dataclass(frozen=True, slots=True)
class VoteResult:
    """`eligible`: how many may vote, None if unknown. `quorum_met`: None when none was asked."""

    title: str
    subtitle: str
    options: tuple[Option, ...]
    voters: int
    eligible: int | None
    quorum_met: bool | None
    as_of: str
    quorum: int | None = None

    @property
    def ranked(self) -> list[Option]:
        """Best first; equals in the order in which they stood on the ballot."""
        return sorted(self.options, key=lambda option: option.rank)

    @property
    def dots(self) -> int:
        return sum(option.dots for option in self.options)

    @property
    def participation(self) -> float | None:
        """Voters / eligible; None when it can't be worked out."""
        return self.voters / self.eligible if self.eligible else None

    def tied(self, option: Option) -> bool:
        return sum(other.rank == option.rank for other in self.options) > 1

    def to_json(self) -> str:
        return _adapter().dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The result in `text`; pydantic's ValidationError when it is not one."""
        return _adapter().validate_json(text)  # type: ignore[return-value]


@cache
def _adapter() -> TypeAdapter[VoteResult]:
    return TypeAdapter(VoteResult)
