"""What all parts of a digest share: their facts, and how lines are headed and counted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from commands.text import clip, quote
from storage.digest.facts import Facts
from storage.digest.period import Some
from storage.kpi.rows import KpiRow
from storage.map.freshness import Freshness

T = TypeVar("T")

MOST_TITLE = 80
MOST_REASON = 200


@dataclass(frozen=True, slots=True)
class Told:
    """All that a digest may tell, and the day it is for its reader."""

    facts: Facts
    kpis: Sequence[KpiRow]
    freshness: Freshness
    today: date
    since: datetime
    now: datetime

    @property
    def measured(self) -> bool:
        """Whether a KPI got its latest reading in the period."""
        latest = [row.latest for row in self.kpis]
        return any(each is not None and each.recorded_at > self.since for each in latest)


def headed(head: str, lines: Iterable[str]) -> list[str]:
    """A part of the digest; nothing without lines."""
    found = list(lines)
    return [f"*{head}*", *found] if found else []


def some_of(head: str, some: Some[T], line: Callable[[T], str]) -> list[str]:
    """A part that is one list, with its count."""
    counted = f"{head} ({some.total:,})" if some.total > 1 else head
    return headed(counted, rows_of(some, line))


def rows_of(some: Some[T], line: Callable[[T], str]) -> list[str]:
    """The first few, and how many more there are."""
    return [*map(line, some.rows), *more(some.total - len(some.rows))]


def with_reason(line: str, reason: str) -> str:
    """The line with what was said about it as a quote."""
    said = clip(" ".join(reason.split()), MOST_REASON)
    return f"{line}\n{quote(said)}" if said else line


def more(count: int, *, where: str = "") -> list[str]:
    """How many are not named, and the command that names them."""
    named = f": `{where}`" if where else ""
    return [f"• and {count:,} more{named}"] if count > 0 else []
