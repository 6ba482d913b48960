"""When something is due next, by the clock on a wall: days in a zone in, moments in UTC out.

A slot is as long after midnight as on any other day. So the 02:30 that doesn't exist, because
the clocks were put forward, is 03:30; and of the 02:30 that comes twice the first one counts.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from storage.schedule.cron import LONGEST_GAP, Cron

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class Cadence(StrEnum):
    """How often: every day, every Monday, or every first Monday of a month."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"

    @property
    def less(self) -> "Cadence | None":
        """The next rarer one; None when there is none."""
        return {Cadence.DAILY: Cadence.WEEKLY, Cadence.WEEKLY: Cadence.MONTHLY}.get(self)


# No two slots lie further apart, whatever the clocks do. What cron says may be as often as daily
# and as rare as yearly: it is looked at from near first.
_LONGEST = {
    Cadence.DAILY: (timedelta(days=3),),
    Cadence.WEEKLY: (timedelta(days=9),),
    Cadence.MONTHLY: (timedelta(days=37),),
}
_LONGEST_OF_CRON = (
    timedelta(days=4),
    timedelta(days=37),
    LONGEST_GAP + timedelta(days=3),
)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, at which minute after midnight, in which IANA zone (unknown ones are UTC)."""

    cadence: Cadence | Cron
    minute: int
    zone: str

    @classmethod
    def stored(cls, cadence: str, minute: int, zone: str) -> "Rhythm":
        """As it was stored, the cadence by its value: a word or five cron fields."""
        return cls(Cadence(cadence) if cadence in list(Cadence) else Cron(cadence), minute, zone)


def next_slot(rhythm: Rhythm, after: datetime) -> datetime:
    """The first slot later than a moment, in UTC."""
    zone = zone_of(rhythm.zone)
    # A zone may have left out a whole day, or put the clocks back over midnight.
    day = after.astimezone(zone).date() - _DAY
    while True:
        day = _on_or_after(rhythm.cadence, day)
        slot = _moment(day, rhythm.minute, zone)
        if slot > after:
            return slot
        day += _DAY


def latest_slot(rhythm: Rhythm, at: datetime) -> datetime:
    """The last slot that is not later than a moment, in UTC."""
    cadence = rhythm.cadence
    for back in _LONGEST_OF_CRON if isinstance(cadence, Cron) else _LONGEST[cadence]:
        slot = next_slot(rhythm, at - back)
        if slot <= at:
            break
    while (following := next_slot(rhythm, slot)) <= at:
        slot = following
    return slot


def slot_after_move(rhythm: Rhythm, slot: datetime, *, zone: str) -> datetime:
    """Where a slot that was planned in another zone lies for somebody who moved to the rhythm's.

    It keeps its day of the calendar and its time on the wall, so that nobody gets two on one
    day of theirs. It may lie in the past: then its hour is over there already.
    """
    day = _on_or_after(rhythm.cadence, day_in(zone, slot))
    return _moment(day, rhythm.minute, zone_of(rhythm.zone))


def day_in(zone: str, moment: datetime) -> date:
    """The day that a moment belongs to on a wall calendar there."""
    return moment.astimezone(zone_of(zone)).date()


def zone_of(name: str | None) -> ZoneInfo:
    """The zone of this name; UTC where there is none."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    # fold=0, the default: the offset from before the clocks change, whichever way they do.
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone).astimezone(UTC)


def _on_or_after(cadence: Cadence | Cron, day: date) -> date:
    if isinstance(cadence, Cron):
        return cadence.on_or_after(day)
    if cadence is Cadence.DAILY:
        return day
    if cadence is Cadence.WEEKLY:
        return _monday(day)
    first = _monday(day.replace(day=1))
    return first if first >= day else _monday((day.replace(day=28) + _WEEK).replace(day=1))


def _monday(day: date) -> date:
    """That day if it is a Monday, else the next."""
    return day + timedelta(days=-day.weekday() % 7)
