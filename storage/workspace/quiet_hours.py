"""The hours in which a person is left in peace, by the clock on their own wall."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from storage.models import Member


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one minute of the local day to another, past midnight too; equal minutes mean never."""

    start: int
    end: int
    zone: str | None

    def cover(self, moment: datetime) -> bool:
        """Whether a moment lies in them, also on the nights on which the clocks change."""
        local = self.local(moment)
        minute = local.hour * 60 + local.minute
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end

    def local(self, moment: datetime) -> datetime:
        """A moment on the person's own clock."""
        return moment.astimezone(self._zone())

    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.zone or "UTC")
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")


def _default(name: str) -> int:
    return int(Member.model_fields[name].default)


# What holds for whoever chose nothing.
START = _default("quiet_from")
END = _default("quiet_until")


def of_row(start: int | None, end: int | None, zone: str | None) -> QuietHours:
    """From the columns of a person, who may be unknown."""
    return QuietHours(START if start is None else start, END if end is None else end, zone)
