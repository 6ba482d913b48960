"""Days of the calendar in words: by when, how soon, how late; the same in every zone."""

from datetime import date

from commands.text import plural

_WEEK = 7


def calendar_day(day: date) -> str:
    """'Wed 4 Mar 2026'."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def due(day: date, today: date) -> str:
    """'due Wed 4 Mar 2026, in 3 days' or '…, 3 days late'."""
    return f"due {calendar_day(day)}, {distance(day, today)}"


def distance(day: date, today: date) -> str:
    """'today', 'tomorrow', 'in 3 days', '3 days late', '2 weeks late'."""
    days = (day - today).days
    if days == 0:
        return "today"
    if days == 1:
        return "tomorrow"
    return f"in {plural(days, 'day')}" if days > 0 else f"{late(day, today)} late"


def late(day: date, today: date) -> str:
    """'3 days', and from two weeks on '2 weeks'."""
    days = (today - day).days
    return plural(days // _WEEK, "week") if days >= 2 * _WEEK else plural(days, "day")
