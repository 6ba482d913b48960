"""What a list of pain points is asked for, and the words that ask for it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.folding import fold
from storage.pain.lists import Filter, Order
from storage.vocabulary import OPEN_STATUSES, Kind, Status

CLOSED_STATUSES = (Status.SOLVED, Status.DECLINED, Status.DUPLICATE)
ALL_STATUSES = tuple(Status)
# Pages, the journey's number and the query share one button's value.
MAX_TYPED = 1_900
MAX_WORDS = 20
QUOTES = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a list can be narrowed to, by name; touchpoints have a number, too."""

    id: int
    name: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """Everything of the journey that can be named."""

    stages: Sequence[Named] = ()
    touchpoints: Sequence[Named] = ()
    personas: Sequence[Named] = ()


@dataclass(frozen=True, slots=True)
class Since:
    """A moment, and the words it was said in."""

    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; no statuses mean the open ones, or any where it is about one's own."""

    kind: Kind = Kind.PAIN
    statuses: tuple[Status, ...] = ()
    mine: bool = False
    rising: bool = False
    stage: Named | None = None
    touchpoint: Named | None = None
    persona: Named | None = None
    since: Since | None = None
    words: tuple[str, ...] = ()
    order: Order | None = None

    @property
    def sorted_by(self) -> Order:
        """Delights have no heat."""
        if self.kind is Kind.DELIGHT:
            return Order.NEWEST
        return self.order or Order.HOTTEST

    def filter(self, *, journey_id: int, person_id: str) -> Filter:
        """The same, for storage."""
        everything = self.kind is Kind.DELIGHT or (self.mine and not self.rising)
        default = () if everything else OPEN_STATUSES
        return Filter(
            journey_id=journey_id,
            kind=self.kind,
            statuses=tuple(status.value for status in self.statuses or default),
            stage_id=self.stage.id if self.stage else None,
            touchpoint_id=self.touchpoint.id if self.touchpoint else None,
            reporter_id=person_id if self.mine else None,
            persona_id=self.persona.id if self.persona else None,
            since=self.since.at if self.since else None,
            words=self.words,
            rising=self.rising,
        )


def typed(query: Query) -> str:
    """The words that ask for this query, whatever things are called."""
    parts = ["delights"] if query.kind is Kind.DELIGHT else []
    if query.statuses:
        parts.append(f"status:{said_statuses(query.statuses)}")
    parts += [word for word, on in (("mine", query.mine), ("rising", query.rising)) if on]
    if query.stage:
        parts.append(f"stage:{_quoted(query.stage.name)}")
    if query.touchpoint:
        parts.append(f"at:T-{query.touchpoint.number}")
    if query.persona:
        parts.append(f"persona:{_quoted(query.persona.name)}")
    if query.since:
        parts.append(f"since:{_quoted(query.since.words)}")
    parts += [f"text:{_quoted(word)}" for word in query.words]
    if query.order:
        parts.append(f"sort:{query.order.value}")
    return " ".join(parts)


def said_statuses(statuses: Sequence[Status]) -> str:
    """'open', 'solved,in-progress': how statuses are written in one word."""
    for word, group in (
        ("all", ALL_STATUSES),
        ("open", OPEN_STATUSES),
        ("closed", CLOSED_STATUSES),
    ):
        if set(statuses) == set(group):
            return word
    return ",".join(status.value.lower().replace(" ", "-") for status in statuses)


def in_order(statuses: Sequence[Status]) -> tuple[Status, ...]:
    """Each once, in the order of a pain point's life."""
    return tuple(status for status in Status if status in statuses)


def key(name: str) -> str:
    """How a name is compared: without case, accents and quotation marks."""
    return fold(name.translate({ord(mark): " " for mark in QUOTES}))


def _quoted(text: str) -> str:
    return f'"{" ".join(text.translate({ord(mark): " " for mark in QUOTES}).split())}"'
