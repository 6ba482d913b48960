"""The form "Start a vote" as it stands: what it holds, and what travels with it hidden."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum

from commands.pain.list_since import zone_of
from commands.request import Request, Value
from commands.vote.ballot_words import Secrecy
from storage.vocabulary import About, Names
from storage.vote.rounds import dots_each

QUESTION, ABOUT, TYPED = "question", "about", "typed"
DOTS, MOST, STANDING, NAMES = "dots", "most", "standing", "names"
CLOSING, CLOSES_AT, QUORUM, WHO = "closing", "closes_at", "quorum", "who"
# The field of what is chosen from, by what the vote is about.
FIELDS = {About.PAINS: "pains", About.OPPORTUNITIES: "opportunities", About.TYPED: TYPED}

A_QUARTER = "quarter"
ALL_ON_ONE = "all"
BLIND, LIVE = "blind", "live"
EVERYBODY = "channel"

# What travels hidden must leave room for the rest; it is written as JSON within JSON.
_MOST_KEPT = 1800
_DAYS = timedelta(days=3)
_HOUR = time(16)


class Closing(StrEnum):
    """What ends a vote."""

    TIME = "time"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form holds, as typed; `values` are those fields too that it doesn't show now."""

    journey_id: int
    values: Mapping[str, Value] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field's value when it is one text or choice; else empty."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def ids(self, name: str) -> list[int]:
        """The ids chosen in a field."""
        value = self.values.get(name)
        chosen = value if isinstance(value, list) else []
        return [int(each) for each in chosen if each.isascii() and each.isdigit()]

    @property
    def about(self) -> About:
        said = self.text(ABOUT)
        return About(said) if said in list(About) else About.PAINS

    @property
    def closing(self) -> Closing:
        return Closing.ALL if self.text(CLOSING) == Closing.ALL else Closing.TIME

    @property
    def secrecy(self) -> Secrecy:
        names = self.text(NAMES)
        chosen = Names(names) if names in list(Names) else Names.SHOWN
        return Secrecy(live=self.text(STANDING) == LIVE, names=chosen)

    @property
    def lines(self) -> list[str]:
        """The typed list, one a line, each once."""
        lines = [" ".join(line.split()) for line in self.text(TYPED).split("\n")]
        found: dict[str, str] = {}
        for line in filter(None, lines):
            found.setdefault(line.casefold(), line)
        return list(found.values())

    @property
    def options(self) -> int:
        """How many options would stand on the ballot."""
        if self.about is About.TYPED:
            return len(self.lines)
        return len(self.ids(FIELDS[self.about]))

    @property
    def quarter(self) -> int:
        """The dots each that go with so many options."""
        return dots_each(self.options)

    def keeps(self, name: str) -> bool:
        """Whether a field's value can travel hidden while the field is not shown."""
        value = self.values.get(name)
        return len(json.dumps(json.dumps(value, ensure_ascii=False))) <= _MOST_KEPT

    def context(self, shown: Collection[str]) -> dict[str, str]:
        """What travels hidden: the journey, and everything that the shown fields don't tell."""
        kept = {
            name: value
            for name, value in self.values.items()
            if name not in shown and value is not None and self.keeps(name)
        }
        return {
            "journey": str(self.journey_id),
            **({"kept": json.dumps(kept, ensure_ascii=False)} if kept else {}),
        }


def of(request: Request) -> Draft:
    """The form that was clicked in or sent."""
    carried = request.context.get("journey", "")
    kept: Mapping[str, Value] = json.loads(request.context.get("kept") or "{}")
    shown = {name.partition(":")[0]: value for name, value in request.values.items()}
    return Draft(int(carried) if carried.isdecimal() else 0, {**kept, **shown})


def in_three_days(now: datetime, zone: str | None) -> int:
    """When a vote closes unless somebody says otherwise: at 16:00, where the person is."""
    there = zone_of(zone)
    day = (now.astimezone(there) + _DAYS).date()
    return int(datetime.combine(day, _HOUR, tzinfo=there).timestamp())
