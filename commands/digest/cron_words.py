"""Cron for the brave: when it comes in words, and what is wrong with an expression."""

from collections.abc import Mapping
from datetime import datetime

from commands import blocks
from commands.digest import digest_words
from commands.errors import FieldError
from commands.reply import Block
from storage.schedule.cadence import Rhythm, next_slot
from storage.schedule.cron import Cron, CronError, Fault, parse

EXAMPLE = "30 8 * * MON,THU"
HINT = (
    "Five fields: minute, hour, day of month, month, day of week. At most once a day. Enter shows "
    "when it comes next."
)
_FAULTS: Mapping[Fault, str] = {
    Fault.MINUTE: "The minute, which comes first, is 0 to 59.",
    Fault.HOUR: "The hour, which comes second, is 0 to 23.",
    Fault.DAY: "The day of the month, which comes third, is 1 to 31, *, or L for the last, "
    "and must exist in that month.",
    Fault.MONTH: "The month, which comes fourth, is 1 to 12, JAN to DEC, or *.",
    Fault.WEEKDAY: "The day of the week, which comes fifth, is 0 to 7, SUN to SAT, or *; "
    "MON#1 is the first Monday.",
    Fault.FIELDS: f"That is not five fields, such as {EXAMPLE} for Mondays and Thursdays at 08:30.",
    Fault.TOO_OFTEN: "That is more than once a day, and nobody reads that for long. Give one "
    f"minute and one hour, such as {EXAMPLE}.",
    Fault.TOO_RARE: "That comes less than once a year. Name days that come round more often.",
}
_SHOWN = 3


def read(text: str, *, field: str) -> Cron:
    """The expression. Raises FieldError in words."""
    try:
        return parse(text)
    except CronError as error:
        raise FieldError({field: _FAULTS[error.fault]}) from None


def wrong(fault: Fault) -> Block:
    """What is wrong, while it is being typed."""
    return blocks.section(f":warning: {_FAULTS[fault]}")


def comes(rhythm: Rhythm, now: datetime) -> Block:
    """When it comes: in words, and the next three times in the reader's own zone."""
    slots = []
    at = now
    for _ in range(_SHOWN):
        at = next_slot(rhythm, at)
        slots.append(f"• {digest_words.when(at)}")
    every = digest_words.every(rhythm)
    return blocks.section("\n".join([f"It comes {every}. In your time, next:", *slots]))
