"""What a person most likely meant: the stage or channel of a word, or the nearest one."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from storage.folding import fold
from storage.models import Stage
from storage.vocabulary import Channel

T = TypeVar("T")
_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Guess(Generic[T]):
    """Exactly what was typed, or, when nothing is called so, what is nearest."""

    exact: T | None = None
    near: T | None = None

    @property
    def best(self) -> T | None:
        return self.exact if self.exact is not None else self.near


def stage(stages: Sequence[Stage], typed: str) -> Guess[Stage]:
    """The stage of this name, whatever its case and accents."""
    return _guess({fold(each.name): each for each in reversed(stages)}, typed)


def channel(typed: str) -> Guess[Channel]:
    """The channel of this name, whatever its case and accents."""
    return _guess({each.value: each for each in Channel}, typed)


def _guess(by_name: Mapping[str, T], typed: str) -> Guess[T]:
    wanted = fold(typed)
    if not wanted:
        return Guess()
    if wanted in by_name:
        return Guess(exact=by_name[wanted])
    name = _nearest(by_name, wanted)
    return Guess(near=by_name[name] if name else None)


def _nearest(names: Iterable[str], wanted: str) -> str | None:
    """The closest name; else the only one that begins like it."""
    known = list(names)
    close = difflib.get_close_matches(wanted, known, n=1, cutoff=_NEAR)
    if close:
        return close[0]
    beginning = [name for name in known if name.startswith(wanted)]
    return beginning[0] if len(beginning) == 1 else None
