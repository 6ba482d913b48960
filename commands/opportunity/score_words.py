"""How points are said: the framework, the number, and what it was computed from."""

import math
from collections.abc import Sequence

from commands.text import plural
from storage.opportunity.frameworks import EFFORT_FLOOR, IMPACTS
from storage.opportunity.points import IcePoints, Points, RicePoints, UlwickPoints
from storage.vocabulary import Framework

TIMES = "\u00d7"
_WHOLE_FROM = 100
_LEAST = 0.1
# 1.45 is stored as a little less, and still is a half.
_ROUNDING = 1e-9

EXPLAINED = {
    Framework.RICE: (
        f"RICE = reach {TIMES} impact {TIMES} confidence / effort. Every reach is counted in "
        f"people a month (a year has 52 weeks), effort in person-months, at least {EFFORT_FLOOR}."
    ),
    Framework.ICE: (
        f"ICE = impact {TIMES} confidence {TIMES} ease, each from 1 to 10. High ease is easy."
    ),
    Framework.ULWICK: (
        "Ulwick = importance + max(importance \u2212 satisfaction, 0), from 0 to 20: each is "
        f"10 {TIMES} the share of the team that answered 4 or 5. Above 10: underserved."
    ),
}


def number(value: float) -> str:
    """'1,200', '12.5', '4': one decimal below a hundred, and none that says nothing."""
    if 0 < value < _LEAST:
        return f"{value:.2g}"
    if value >= _WHOLE_FROM:
        return f"{value:,.0f}"
    return one_decimal(value).removesuffix(".0")


def one_decimal(value: float) -> str:
    """'2.3' of 2.25: halves upward, as they stand on paper and not as they are stored."""
    return f"{math.floor(10 * value + 0.5 + _ROUNDING) / 10:.1f}"


def points(held: Points) -> str:
    """'RICE 1,200'."""
    return f"{framework_of(held).value} {number(held.value)}"


def formula(held: Points) -> str:
    """'RICE 1,200 = 3,000 a month x 2 x 80 % / 4 person-months', with real signs."""
    match held:
        case RicePoints():
            inputs = _rice(held)
        case IcePoints():
            inputs = f"{held.impact} {TIMES} {held.confidence} {TIMES} {held.ease}"
        case UlwickPoints():
            inputs = _ulwick(held)
    return f"{points(held)} = {inputs}"


def framework_of(held: Points) -> Framework:
    match held:
        case RicePoints():
            return Framework.RICE
        case IcePoints():
            return Framework.ICE
        case UlwickPoints():
            return Framework.ULWICK


def impact(value: float) -> str:
    """'2 high'."""
    return f"{value:g} {IMPACTS.get(value, '')}".rstrip()


def effort(value: float) -> str:
    """'4 person-months'."""
    return plural_of(value, "person-month")


def plural_of(value: float, one: str) -> str:
    return f"{value:g} {one if value == 1 else one + 's'}"


def lacking(names: Sequence[str]) -> str:
    """'lacks reach, impact and effort'."""
    *first, last = names
    return f"lacks {', '.join(first)} and {last}" if first else f"lacks {last}"


def _rice(held: RicePoints) -> str:
    reach = f"{number(held.reach_a_month)} a month"
    if held.reach_a_month != held.reach:
        reach += f" ({number(held.reach)} a {held.period.value})"
    months = effort(held.effort_counted)
    if held.effort_counted != held.effort:
        months += f" ({held.effort:g} counts as {held.effort_counted:g})"
    return f"{reach} {TIMES} {held.impact:g} {TIMES} {held.confidence} % / {months}"


def _ulwick(held: UlwickPoints) -> str:
    importance, satisfaction = number(held.importance), number(held.satisfaction)
    underserved = ", *underserved*" if held.underserved else ""
    people = plural(held.n, "person", "people")
    return (
        f"{importance} + max({importance} \u2212 {satisfaction}, 0): importance {importance}, "
        f"satisfaction {satisfaction}, answers of {people}{underserved}"
    )
