"""How opportunities are scored: RICE, ICE, Ulwick, quadrants and disagreement, as pure formulas.

Points of different frameworks mean different things; nothing here adds or compares them.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

IMPACTS = {3.0: "massive", 2.0: "high", 1.0: "medium", 0.5: "low", 0.25: "minimal"}
CONFIDENCES = (100, 80, 50)
EFFORT_FLOOR = 0.5
UNDERSERVED_ABOVE = 10.0
MIDPOINT = 3.0
_TOP_BOX = 4
# A deviation of exactly 1.2 must not fail by a rounding.
_ROUNDING = 1e-9
DISCUSS_SD = 1.2
DISCUSS_RANGE = 3
DISCUSS_FROM = 4


class Period(StrEnum):
    """The time in which so many people are reached."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


# How many of each make a year.
_A_YEAR = {Period.WEEK: 52, Period.MONTH: 12, Period.QUARTER: 4, Period.YEAR: 1}


class Quadrant(StrEnum):
    """What value and effort together make of an opportunity."""

    QUICK_WIN = "Quick win"
    BIG_BET = "Big bet"
    FILL_IN = "Fill-in"
    TIME_SINK = "Time sink"


def a_month(reach: float, period: Period) -> float:
    """People a month, from people in any period; a year has 52 weeks.

    RICE compares only what is counted over the same time (Intercom), so everything is
    counted a month.
    """
    return reach * _A_YEAR[period] / _A_YEAR[Period.MONTH]


def counted_effort(effort: float) -> float:
    """Person-months as RICE counts them: nothing counts as less than half a one."""
    return max(effort, EFFORT_FLOOR)


def rice(*, reach: float, impact: float, confidence: int, effort: float) -> float:
    """`reach` people in one stated period x `impact` x `confidence` / `effort`.

    Impact is 3, 2, 1, 0.5 or 0.25 for each person, confidence 100, 80 or 50 per cent, effort
    in person-months above 0, counted as at least 0.5. Source: McBride, "RICE: Simple
    prioritization for product managers", Intercom.
    """
    if effort <= 0:
        raise ValueError("Effort is more than nothing")
    return reach * impact * (confidence / 100) / counted_effort(effort)


def ice(*, impact: int, confidence: int, ease: int) -> int:
    """The product of three judgements from 1 to 10: 1-1000.

    The last one is ease: high means easy. Source: Sean Ellis.
    """
    return impact * confidence * ease


def top_two_box(answers: Sequence[int]) -> float:
    """The share, 0-1, of answers 4 and 5 on a scale from 1 to 5; ValueError without any."""
    if not answers:
        raise ValueError("There is no share of nothing")
    return sum(answer >= _TOP_BOX for answer in answers) / len(answers)


def ulwick(*, importance: float, satisfaction: float) -> float:
    """Importance + max(importance - satisfaction, 0): 0-20; above 10 is underserved.

    Both are 10 x the share of answers 4-5 on a scale from 1 to 5 (`top_two_box`), not means.
    Source: Ulwick, "Turn Customer Input into Innovation", Harvard Business Review 2002.
    """
    return importance + max(importance - satisfaction, 0.0)


def quadrant(*, value: float, effort: float) -> Quadrant:
    """Which quarter of the priority matrix; high is above the midpoint, 3, of 1-5."""
    if value > MIDPOINT:
        return Quadrant.BIG_BET if effort > MIDPOINT else Quadrant.QUICK_WIN
    return Quadrant.TIME_SINK if effort > MIDPOINT else Quadrant.FILL_IN


@dataclass(frozen=True, slots=True)
class Spread:
    """Scores of several people from 1 to 5: `sd` is the sample's, None below two of them."""

    n: int
    mean: float
    sd: float | None
    discuss: bool


def disagreement(scores: Sequence[int]) -> Spread:
    """Mean, sample standard deviation (n - 1), and whether people should talk about it.

    "Discuss" is said from 4 scores up, at a deviation of 1.2 or a range of 3 points.
    ValueError without any score.
    """
    if not scores:
        raise ValueError("Nobody scored it")
    sd = statistics.stdev(scores) if len(scores) > 1 else None
    apart = max(scores) - min(scores) >= DISCUSS_RANGE
    wide = sd is not None and sd >= DISCUSS_SD - _ROUNDING
    discuss = len(scores) >= DISCUSS_FROM and (apart or wide)
    return Spread(len(scores), math.fsum(scores) / len(scores), sd, discuss)
