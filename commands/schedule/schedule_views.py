"""What Cairn does by itself, in words: pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from commands import blocks
from commands.digest import digest_views, list_views
from commands.kpi import words as kpi_words
from commands.reply import Block
from commands.text import escape
from commands.wording import title, vote_number
from storage.digest.subscriptions import Listed
from storage.models import Kpi, VoteRound


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


def digest(each: Listed) -> str:
    """'Digest of Shop for #store-team'."""
    return f"Digest of *{title(each.journey)}* for {list_views.target(each.subscription)}"


def vote_ends(round: VoteRound) -> str:
    """'V-3 What first? ends'."""
    return f"*{vote_number(round.number)}* {title(round.question, 80)} ends"


def pulled(kpi: Kpi) -> str:
    """'K-3 NPS is pulled'."""
    return f"*{kpi_words.called(kpi)}* is pulled"


def schedule(
    to_come: Sequence[Next],
    ran: Sequence[Ran],
    looks: Sequence[Look],
    *,
    more: int,
    zone: ZoneInfo,
) -> tuple[str, list[Block]]:
    """Fallback text and blocks; times in the reader's zone."""
    coming = [f"• {_when(each.at, zone)}: {each.what}" for each in to_come]
    if more:
        coming.append(f"• and {more:,} more")
    came = [_ran(each, zone) for each in ran]
    body = [
        blocks.section("\n".join(["*Next*", *(coming or ["Nothing is planned."])])),
        blocks.section("\n".join(["*Last*", *(came or ["Nothing ran yet."])])),
        blocks.section("\n".join(["*Looks by itself*", *_looks(looks, zone)])),
        blocks.context(f"Times are yours ({escape(zone.key)})."),
        blocks.actions(
            blocks.button("Get a digest", digest_views.OPEN),
            blocks.button("All digests", digest_views.LIST, value="1"),
        ),
    ]
    first = f"next {_when(to_come[0].at, zone)}" if to_come else "nothing is planned"
    return f"Schedule: {first}", body


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
    return f"{moment.astimezone(zone):%H:%M}"


def _when(moment: datetime, zone: ZoneInfo) -> str:
    there = moment.astimezone(zone)
    fallback = f"{there:%a} {there.day} {there:%b %Y, %H:%M}"
    return blocks.when(int(moment.timestamp()), fallback, "{date_short_pretty} at {time}")
