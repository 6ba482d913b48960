"""Understands since when: "7 days", "last week", "monday", "1 nov", "2026-11-01"."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from storage.folding import fold

EXAMPLES = "“7 days”, “last week”, “monday” or “2026-11-01”"

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_UNITS = {"hour": 1 / 24, "h": 1 / 24, "day": 1, "d": 1, "week": 7, "w": 7}
_MOST_DAYS = 36_500
_BACK = re.compile(
    r"(?:the )?(?:(?:last|past) )?(?P<count>\d{1,5}|an?|one) ?"
    r"(?P<unit>hours?|h|days?|d|weeks?|w|months?|years?)(?: ago)?"
)
_BEGUN = re.compile(r"(?P<which>last|this) (?P<unit>week|month|year)")
_WEEKDAY = re.compile(r"(?P<last>last )?(?P<day>[a-z]{3,9})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? )?(?P<name>[a-z]{3,9})"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?,?)?(?: (?P<year>\d{4}))?"
)


def zone_of(name: str | None) -> tzinfo:
    """A person's zone; UTC where it is unknown."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def moment(words: str, *, now: datetime, zone: tzinfo) -> datetime | None:
    """The moment meant, or None when the words are none.

    Days begin at midnight in the given zone, weeks on Monday. A weekday or a date without
    its year is the latest one, today included.
    """
    said = fold(words)
    today = now.astimezone(zone).date()
    try:
        back = _going_back(said, now, today, zone)
        if back:
            return back
        day = _day(said, today)
        return _midnight(day, zone) if day else None
    except (ValueError, OverflowError):  # 2026-02-30, or before the first year
        return None


def _going_back(said: str, now: datetime, today: date, zone: tzinfo) -> datetime | None:
    match = _BACK.fullmatch(said)
    if match is None:
        return None
    count = int(match["count"]) if match["count"].isdecimal() else 1
    unit = match["unit"].rstrip("s")
    if unit in _UNITS:
        days = count * _UNITS[unit]
        return now - timedelta(days=days) if days <= _MOST_DAYS else None
    months = count * (12 if unit == "year" else 1)
    return _midnight(_months_before(today, months), zone)


def _day(said: str, today: date) -> date | None:
    if said in ("today", "yesterday"):
        return today - timedelta(days=said == "yesterday")
    begun = _BEGUN.fullmatch(said)
    if begun:
        return _beginning(begun["unit"], today, before=begun["which"] == "last")
    numbers = _ISO.fullmatch(said) or _DOTTED.fullmatch(said)
    if numbers:
        return date(int(numbers["year"]), int(numbers["month"]), int(numbers["day"] or 1))
    weekday = _WEEKDAY.fullmatch(said)
    place = _place(_DAYS, weekday["day"]) if weekday else None
    if weekday and place is not None:
        days = (today.weekday() - place) % 7
        return today - timedelta(days=days or (7 if weekday["last"] else 0))
    return _named_date(said, today)


def _beginning(unit: str, today: date, *, before: bool) -> date:
    if unit == "week":
        return today - timedelta(days=today.weekday() + 7 * before)
    if unit == "month":
        return _months_before(today.replace(day=1), int(before))
    return date(today.year - before, 1, 1)


def _named_date(said: str, today: date) -> date | None:
    """'november', '1 nov', 'nov 1, 2026'."""
    match = _NAMED.fullmatch(said)
    place = _place(_MONTHS, match["name"]) if match else None
    if match is None or place is None or (match["day"] and match["after"]):
        return None
    day = int(match["day"] or match["after"] or 1)
    if match["year"]:
        return date(int(match["year"]), place + 1, day)
    past = [
        date(year, place + 1, day)
        for year in range(today.year, today.year - 9, -1)
        if _exists(year, place + 1, day) and date(year, place + 1, day) <= today
    ]
    return past[0] if past else None


def _exists(year: int, month: int, day: int) -> bool:
    return day <= (_months_before(date(year, month, 28), -1).replace(day=1) - timedelta(1)).day


def _place(names: tuple[str, ...], said: str) -> int | None:
    """Whole, or its first three letters and more."""
    fitting = [place for place, name in enumerate(names) if name.startswith(said)]
    return fitting[0] if len(said) > 2 and len(fitting) == 1 else None  # noqa: PLR2004 - three letters


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last."""
    count = day.year * 12 + day.month - 1 - months
    first = date(count // 12, count % 12 + 1, 1)
    following = date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
