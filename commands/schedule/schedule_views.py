"""What Cairn does by itself, in words: pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from commands import blocks
from commands.digest import digest_views
from commands.reply import Block
from commands.text import escape

TURN = "schedule.turn"


@dataclass(frozen=True, slots=True)
class Next:
    """Something to come."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Ran:
    """Something that came: when it was planned, how it went, when it was done."""

    slot: datetime
    what: str
    outcome: str | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Look:
    """A job that looks whether there is something to do: how the last look went, and the next."""

    what: str
    at: datetime | None
    outcome: str | None
    next_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what comes, soonest first; `total` counts all of it."""

    rows: Sequence[Next]
    number: int
    pages: int
    total: int


Message = tuple[str, list[Block]]


def schedule(page: Page, ran: Sequence[Ran], looks: Sequence[Look], *, zone: ZoneInfo) -> Message:
    """Fallback text and blocks; times in the reader's zone."""
    coming = [f"• {_when(each.at, zone)}: {each.what}" for each in page.rows]
    came = [_ran(each, zone) for each in ran]
    of = f" · {page.total:,} in all, page {page.number} of {page.pages}" if page.pages > 1 else ""
    body = [
        _whole(f"*Next*{of}", coming or ["Nothing is planned."]),
        *_turning(page),
        _whole("*Last*", came or ["Nothing ran yet."]),
        blocks.section("\n".join(["*Looks by itself*", *_looks(looks, zone)])),
        blocks.context("Times are yours."),
        blocks.actions(
            blocks.button("Get a digest", digest_views.OPEN),
            blocks.button("All digests", digest_views.LIST, value="1"),
        ),
    ]
    first = f"next {_when(page.rows[0].at, zone)}" if page.rows else "nothing is planned"
    return f"Schedule: {first}", body


def _whole(head: str, lines: Sequence[str]) -> Block:
    """Not folded behind "See more"."""
    return {**blocks.section("\n".join([head, *lines])), "expand": True}


def _turning(page: Page) -> list[Block]:
    found = []
    if page.number > 1:
        found.append(_to("Sooner", "sooner", page.number - 1))
    if page.number < page.pages:
        found.append(_to("Later", "later", page.number + 1))
    return [blocks.actions(*found)] if found else []


def _to(text: str, suffix: str, number: int) -> Block:
    return blocks.button(text, f"{TURN}:{suffix}", value=str(number))


def _ran(each: Ran, zone: ZoneInfo) -> str:
    how = escape(each.outcome or "") or "is being done"
    if each.finished_at is None and each.outcome:
        how = f"{how}; tried again soon"
    return f"• {_when(each.slot, zone)}: {each.what} · {how}"


def _looks(looks: Sequence[Look], zone: ZoneInfo) -> list[str]:
    """Each with the hour only: they look many times a day."""
    lines = []
    for each in sorted(looks, key=lambda look: look.what):
        went = f"looked {_hour(each.at, zone)}" if each.at else "is looking"
        wrong = f" · :warning: {escape(each.outcome)}" if each.outcome not in (None, "done") else ""
        lines.append(f"• {each.what} · {went}, next {_hour(each.next_at, zone)}{wrong}")
    return lines or ["Nothing has looked yet."]


def _hour(moment: datetime, zone: ZoneInfo) -> str:
    return blocks.when(int(moment.timestamp()), f"{moment.astimezone(zone):%H:%M}", "{time}")


def _when(moment: datetime, zone: ZoneInfo) -> str:
    there = moment.astimezone(zone)
    fallback = f"{there:%a} {there.day} {there:%b %Y, %H:%M}"
    return blocks.when(int(moment.timestamp()), fallback, "{date_short_pretty} at {time}")
