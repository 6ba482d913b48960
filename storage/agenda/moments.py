"""Something that happens by itself at one moment, and to what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """What it happens to, by number; `name` as it was typed."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When, and all that it happens to then; by number."""

    at: datetime
    things: tuple[Thing, ...]


def gathered(found: Iterable[tuple[datetime, Thing]]) -> list[Moment]:
    """What happens in the same moment is one; soonest first."""
    by_moment: defaultdict[datetime, set[Thing]] = defaultdict(set)
    for at, thing in found:
        by_moment[at].add(thing)
    return [Moment(at, tuple(sorted(by_moment[at]))) for at in sorted(by_moment)]
