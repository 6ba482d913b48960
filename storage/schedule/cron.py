"""Cron expressions: five fields that name days, and one time on each of them.

cronsim tells the days, by Debian's rules. The time of day is the rhythm's, as for every other
cadence, so that all of them change their clocks alike.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from cronsim import CronSim, CronSimError

MOST = 100
LONGEST_GAP = timedelta(days=400)
_PARTS = 5
_DAY = timedelta(days=1)
# Any day would do to ask whether there is a next one; from here on a leap year is near.
_SOME_DAY = datetime(2001, 1, 1)  # noqa: DTZ001 - on a wall, in no zone


class Fault(StrEnum):
    """What is wrong with an expression; the first are the fields in their order."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day-of-month"
    MONTH = "month"
    WEEKDAY = "day-of-week"
    FIELDS = "not five fields"
    TOO_OFTEN = "more than once a day"
    TOO_RARE = "less than once a year"


class CronError(ValueError):
    """An expression that can't be had; `fault` tells why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Cron:
    """An expression that was found good, in capitals; as a cadence, its value and nothing rarer."""

    value: str

    @property
    def less(self) -> None:
        """Nobody but its author can say what is rarer."""
        return

    @property
    def minute(self) -> int:
        """Minutes after midnight."""
        read = CronSim(self.value, _SOME_DAY)
        return min(read.hours) * 60 + min(read.minutes)

    def on_or_after(self, day: date) -> date:
        """The next of its days."""
        _, _, *days = self.value.split()
        before = datetime.combine(day, time()) - timedelta(minutes=1)
        return next(CronSim(" ".join(["0", "0", *days]), before)).date()

    def in_words(self) -> str:
        """'At 09:00 on Monday through Friday'."""
        return CronSim(self.value, _SOME_DAY).explain()


def parse(text: str) -> Cron:
    """The expression. Raises CronError."""
    parts = text.upper().split()
    if len(parts) != _PARTS or len(text) > MOST:
        raise CronError(Fault.FIELDS)
    expression = " ".join(parts)
    try:
        read = CronSim(expression, _SOME_DAY)
        if len(read.hours) != 1 or len(read.minutes) != 1:
            raise CronError(Fault.TOO_OFTEN)
        first, second = next(read), next(read)
    except CronSimError as error:
        raise CronError(_fault(str(error))) from None
    except StopIteration:
        raise CronError(Fault.TOO_RARE) from None
    if max(first - _SOME_DAY, second - first) > LONGEST_GAP:
        raise CronError(Fault.TOO_RARE)
    return Cron(expression)


def _fault(said: str) -> Fault:
    """Which field cronsim means by 'Bad minute'."""
    field = said.removeprefix("Bad ")
    return Fault(field) if field in list(Fault) else Fault.FIELDS
