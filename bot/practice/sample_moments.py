"""The sample's calendar and people: moments in the past that stay plausible, whatever day it is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.practice.people import PEOPLE

WEDNESDAY, SATURDAY, WEEK = 2, 5, 7


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns the content's days ago, counted from a Wednesday at 18:00, into real moments.

    Working days stay working days and mornings mornings, whatever day it is now.
    """

    now: datetime

    def moment(self, days_ago: float) -> datetime:
        evening = timedelta(hours=18)
        back = evening - timedelta(days=days_ago)
        day = -(back // timedelta(days=1))
        clock = back % timedelta(days=1)
        shift = (self.now.weekday() - WEDNESDAY) % WEEK
        days_back = WEEK * (day // WEEK) + (day % WEEK + shift) % WEEK
        midnight = datetime.combine(self.now.date(), time(), self.now.tzinfo)
        return min(midnight - timedelta(days=days_back) + clock, self.now)

    def later(self, begun: datetime, days: float) -> datetime:
        """So many days after another moment, or now: what ends never does before it began.

        Two moments of the content may change places, when one's day of the week has been and
        the other's not yet.
        """
        return min(begun + timedelta(days=days), self.now)

    def due(self, days: int) -> date:
        """So many days from now, or the Monday after: nothing is due on a weekend."""
        day = self.now.date() + timedelta(days=days)
        return day + timedelta(days=WEEK - day.weekday() if day.weekday() >= SATURDAY else 0)


def person_of(role: str) -> str:
    """The id of whoever has this role, with underscores for blanks."""
    return next(person.id for person in PEOPLE if person.role.replace(" ", "_") == role)
