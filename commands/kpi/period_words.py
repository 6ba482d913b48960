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
_THIS = {"now", "today", "this", "this week", "this month", "this quarter", "this year"}
_LAST = {"last", "last week", "last month", "last quarter", "last year", "yesterday"}
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_WEEK = re.compile(r"(?:([0-9]{4})[- ]?)?(?:w|week )([0-9]{1,2})(?:[ /]([0-9]{4}))?")
_QUARTER = re.compile(r"(?:([0-9]{4})[- ]?)?q([1-4])(?:[ /]([0-9]{4}))?")
_NAMED = re.compile(r"([a-z]{3,9})\.?(?: ([0-9]{4}))?")
_YEAR = re.compile(r"[0-9]{4}")
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
    """The first day of the period meant; None when the words are none, or no day there is."""
    words = " ".join(typed.casefold().split())
    span = Period(period)
    if words in _THIS:
        return periods.start(span, today)
    if words == "yesterday":
        return periods.start(span, date.fromordinal(today.toordinal() - 1))
    if words in _LAST:
        return periods.following(span, periods.start(span, today), -1)
    try:
        day = _day(words, today)
    except ValueError:
        return None
    return periods.start(span, day) if day else None


def _day(words: str, today: date) -> date | None:
    """Some day of the period; a month, week or quarter without its year is the latest one."""
    if found := _DAY.fullmatch(words):
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    if found := _WEEK.fullmatch(words):
        week = int(found[2])
        return _latest(
            found[1] or found[3], today, lambda year: date.fromisocalendar(year, week, 1)
        )
    if found := _QUARTER.fullmatch(words):
        month = 3 * int(found[2]) - 2
        return _latest(found[1] or found[3], today, lambda year: date(year, month, 1))
    if _YEAR.fullmatch(words):
        return date(int(words), 1, 1)
    if found := _NAMED.fullmatch(words):
        fitting = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(found[1])]
        if len(fitting) == 1:
            return _latest(found[2], today, lambda year: date(year, fitting[0], 1))
    return None


def _latest(year: str | None, today: date, of_year: Callable[[int], date]) -> date:
    if year:
        return of_year(int(year))
    this = of_year(today.year)
    return this if this <= today else of_year(today.year - 1)
