"""How digests are called: for whom, how often, when."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from commands import blocks
from commands.days import calendar_day
from commands.text import escape, plural
from storage.digest.subscriptions import Audience
from storage.schedule.cadence import Cadence, Rhythm, zone_of
from storage.schedule.cron import Cron

AUDIENCES: Mapping[Audience, str] = {
    Audience.LEADERS: "Leaders",
    Audience.TEAM: "Team",
    Audience.FRONTLINE: "Frontline",
}
CONTENTS: Mapping[Audience, str] = {
    Audience.LEADERS: "Leaders: decisions, numbers, what moved",
    Audience.TEAM: "Team: what moved, what is new, what to do",
    Audience.FRONTLINE: "Frontline: what was fixed, what to tell customers",
}
CADENCES: Mapping[Cadence, str] = {
    Cadence.WEEKLY: "Weekly, on Monday",
    Cadence.DAILY: "Daily",
    Cadence.MONTHLY: "Monthly, on the first Monday",
}
_EVERY: Mapping[Cadence, str] = {
    Cadence.DAILY: "every day",
    Cadence.WEEKLY: "every Monday",
    Cadence.MONTHLY: "on the first Monday of each month",
}
_TWO_DAYS = timedelta(days=2)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def clock_time(minute: int) -> str:
    """'09:00', of minutes after midnight."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def every(rhythm: Rhythm) -> str:
    """'every Monday at 09:00 (Europe/Berlin)', safe in mrkdwn."""
    if isinstance(rhythm.cadence, Cron):
        said = rhythm.cadence.in_words()
        return f"{said[:1].lower()}{escape(said[1:])} ({escape(rhythm.zone)})"
    at = clock_time(rhythm.minute)
    return f"{_EVERY[rhythm.cadence]} at {at} ({escape(rhythm.zone)})"


def version(audience: str) -> str:
    """'the leaders' version', 'the team's version'."""
    name = AUDIENCES[Audience(audience)].lower()
    return f"the {name}' version" if name.endswith("s") else f"the {name}'s version"


def days(since: date, until: date) -> str:
    """'2 to 9 Mar 2026', as short as it can be said."""
    end = f"{until.day} {until:%b %Y}"
    if since == until:
        return end
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day} to {end}"
    begin = f"{since.day} {since:%b}" + ("" if since.year == until.year else f" {since.year}")
    return f"{begin} to {end}"


def span(length: timedelta) -> str:
    """'40 minutes', '5 hours', '12 days'."""
    if length < _HOUR:
        return plural(max(1, length // timedelta(minutes=1)), "minute")
    if length < _TWO_DAYS:
        return plural(length // _HOUR, "hour")
    return plural(length // _DAY, "day")


def moment(at: datetime, zone: str) -> str:
    """'Mon 2 Mar 2026, 09:00', on the wall of a zone."""
    there = at.astimezone(zone_of(zone))
    return f"{there:%a} {there.day} {there:%b %Y, %H:%M}"


def when(at: datetime) -> str:
    """A moment in each reader's own zone."""
    fallback = f"{at:%a} {calendar_day(at.date())[4:]}, {at:%H:%M} UTC"
    return blocks.when(int(at.timestamp()), fallback, "{date_short_pretty} at {time}")
