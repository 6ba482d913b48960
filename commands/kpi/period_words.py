"""Periods as people say and type them: 'Mar 2026', 'Q1 2026', 'week of 2 Mar 2026'."""

import re
from collections.abc import Callable
from datetime import date

from storage.kpi import periods
from storage.opportunity.frameworks import Period

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_RELATIVE = re.compile(r"(this|last) (week|month|quarter|year)")
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_WEEK = re.compile(r"(?:([0-9]{4})[- ]?)?(?:w|week )([0-9]{1,2})(?:[ /]([0-9]{4}))?")
_QUARTER = re.compile(r"(?:([0-9]{4})[- ]?)?q([1-4])(?:[ /]([0-9]{4}))?")
_NAMED = re.compile(r"([a-z]{3,9})\.?(?: ([0-9]{4}))?")
_YEAR = re.compile(r"[0-9]{4}")
_LENGTHS = (Period.WEEK, Period.MONTH, Period.QUARTER, Period.YEAR)
# How many periods back a form offers.
_OFFERED = {Period.WEEK: 60, Period.MONTH: 36, Period.QUARTER: 20, Period.YEAR: 10}


def said(period: str, begin: date) -> str:
    """The period that begins on a day, in words."""
    match Period(period):
        case Period.WEEK:
            return f"week of {begin.day} {begin:%b %Y}"
        case Period.MONTH:
            return f"{begin:%b %Y}"
        case Period.QUARTER:
            return f"Q{(begin.month + 2) // 3} {begin.year}"
        case Period.YEAR:
            return str(begin.year)


def short(period: str, begin: date) -> str:
    """The same for the axis of a picture."""
    match Period(period):
        case Period.WEEK:
            return f"{begin.day} {begin:%b}"
        case Period.MONTH:
            return f"{begin:%b %y}"
        case _:
            return said(period, begin)


def offered(period: str, today: date) -> list[date]:
    """The periods a form offers, the present one first."""
    span = Period(period)
    return periods.latest(span, today, _OFFERED[span])


def read(typed: str, *, period: str, today: date) -> date | None:
    """The first day of the period meant; None when the words are none, or no day there is.

    None too for what is longer than the period: a quarter is no month, whichever of its three.
    """
    words = " ".join(typed.casefold().split())
    span = Period(period)
    begin = periods.start(span, today)
    if words in ("now", "today", "this"):
        return begin
    if words == "last":
        return periods.following(span, begin, -1)
    try:
        found = _meant(words, today)
    except ValueError:
        return None
    if found is None:
        return None
    day, length = found
    fits = length is None or _LENGTHS.index(length) <= _LENGTHS.index(span)
    return periods.start(span, day) if fits else None


# Some day of what is meant, and how long that is; None for a day.
_Meant = tuple[date, Period | None]


def _meant(words: str, today: date) -> _Meant | None:
    if words == "yesterday":
        return date.fromordinal(today.toordinal() - 1), None
    if found := _RELATIVE.fullmatch(words):
        length = Period(found[2])
        begin = periods.start(length, today)
        return (periods.following(length, begin, -1) if found[1] == "last" else begin), length
    if found := _DAY.fullmatch(words):
        day = date(int(found[1]), int(found[2]), int(found[3] or 1))
        return day, None if found[3] else Period.MONTH
    return _named(words, today)


def _named(words: str, today: date) -> _Meant | None:
    """A month, week or quarter without its year is the latest one."""
    if found := _WEEK.fullmatch(words):
        week, year = int(found[2]), found[1] or found[3]
        return _latest(year, today, lambda y: date.fromisocalendar(y, week, 1)), Period.WEEK
    if found := _QUARTER.fullmatch(words):
        month, year = 3 * int(found[2]) - 2, found[1] or found[3]
        return _latest(year, today, lambda y: date(y, month, 1)), Period.QUARTER
    if _YEAR.fullmatch(words):
        return date(int(words), 1, 1), Period.YEAR
    if found := _NAMED.fullmatch(words):
        fitting = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(found[1])]
        if len(fitting) == 1:
            return _latest(found[2], today, lambda y: date(y, fitting[0], 1)), Period.MONTH
    return None


def _latest(year: str | None, today: date, of_year: Callable[[int], date]) -> date:
    if year:
        return of_year(int(year))
    this = of_year(today.year)
    return this if this <= today else of_year(today.year - 1)
