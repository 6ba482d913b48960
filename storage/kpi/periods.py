"""The periods that readings are for: where each begins and ends on the calendar."""

from datetime import date, timedelta

from storage.opportunity.frameworks import Period

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
_YEAR = 12


def start(period: Period, day: date) -> date:
    """The first day of the period that a day is in; weeks begin on Monday."""
    if period is Period.WEEK:
        return day - timedelta(days=day.weekday())
    months = _MONTHS[period]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def following(period: Period, begin: date, count: int = 1) -> date:
    """The first day of the period so many later, or earlier where `count` is negative."""
    if period is Period.WEEK:
        return begin + timedelta(weeks=count)
    whole = begin.year * _YEAR + begin.month - 1 + count * _MONTHS[period]
    return date(whole // _YEAR, whole % _YEAR + 1, 1)


def last_day(period: Period, begin: date) -> date:
    return following(period, begin) - timedelta(days=1)


def latest(period: Period, day: date, count: int) -> list[date]:
    """So many periods back from the one that a day is in, newest first."""
    begin = start(period, day)
    return [following(period, begin, -back) for back in range(count)]


def line(period: Period, first: date, last: date) -> list[date]:
    """Every period from one to another, both included."""
    found = [first]
    while found[-1] < last:
        found.append(following(period, found[-1]))
    return found
