"""When people whose quiet hours are known can next be told something."""

from datetime import UTC, date, datetime, time, timedelta

from storage.schedule.cadence import zone_of
from storage.workspace.quiet_hours import QuietHours

_DAY = timedelta(days=1)


def from_moment(quiet: QuietHours, moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours that it lies in; in UTC."""
    if not quiet.cover(moment):
        return moment
    local = quiet.local(moment)
    wake = time(*divmod(quiet.end, 60))
    day = local.date() if local.time() < wake else local.date() + _DAY
    return datetime.combine(day, wake, tzinfo=zone_of(quiet.zone)).astimezone(UTC)


def on_day(quiet: QuietHours, day: date) -> datetime:
    """The first waking moment of a day on their own wall; in UTC."""
    midnight = datetime.combine(day, time(), tzinfo=zone_of(quiet.zone))
    return from_moment(quiet, midnight.astimezone(UTC))


def next_day(quiet: QuietHours, moment: datetime) -> datetime:
    """The first waking moment of the day after; in UTC."""
    return on_day(quiet, quiet.local(moment).date() + _DAY)
