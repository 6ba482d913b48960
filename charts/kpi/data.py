"""The KPI picture's data: readings on a line of days, with the words they are told in."""

from dataclasses import dataclass

from charts.plain_data import PlainData


@dataclass(frozen=True, slots=True)
class Reading:
    """One value at a `day` (any whole number that grows by 1 a day); `label` is its period.

    `low` and `high` are the ends of its 95 % interval, None where there is none. `follows` tells
    whether the period before it was measured too.
    """

    label: str
    day: int
    value: float
    words: str
    low: float | None = None
    high: float | None = None
    follows: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """An action, and the day it was done, in both ways of telling it."""

    number: str
    name: str
    day: int
    date: str


@dataclass(frozen=True, slots=True)
class Kpi(PlainData):
    """Readings oldest first. `facts` stand beside the latest value, `trend` is what changed.

    `unit` is what the numbers of the axis are in; `signed`: they have a plus, too.
    """

    title: str
    subtitle: str
    as_of: str
    readings: tuple[Reading, ...]
    facts: str = ""
    trend: str = ""
    unit: str = ""
    signed: bool = False
    target: float | None = None
    target_words: str = ""
    actions: tuple[Done, ...] = ()
