"""The digest's message, for each audience, as a pure function of plain facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from commands import blocks
from commands.digest import (
    decision_part_views,
    digest_words,
    number_part_views,
    pain_part_views,
)
from commands.digest.line_views import Told
from commands.reply import Block
from commands.text import clip, plural
from commands.wording import title
from storage.digest.subscriptions import Audience
from storage.schedule.cadence import Cadence
from storage.schedule.cron import Cron

OPEN = "digest.open"
SNOOZE = "digest.snooze"
LESS = "digest.less"
STOP = "digest.stop"
LIST = "digest.list"
PREVIEW = "digest.preview"

Section = Callable[[Told], list[str]]
SECTIONS: Mapping[Audience, Sequence[Section]] = {
    Audience.LEADERS: (
        decision_part_views.needed,
        decision_part_views.taken,
        number_part_views.kpis,
        pain_part_views.movers,
        pain_part_views.solved,
        number_part_views.loops,
        number_part_views.changes,
        number_part_views.thanks,
    ),
    Audience.TEAM: (
        pain_part_views.movers,
        pain_part_views.new,
        pain_part_views.rising,
        pain_part_views.solved,
        pain_part_views.declined,
        decision_part_views.needed,
        decision_part_views.taken,
        number_part_views.kpis,
        number_part_views.changes,
        number_part_views.loops,
        number_part_views.thanks,
    ),
    Audience.FRONTLINE: (
        pain_part_views.solved,
        pain_part_views.declined,
        pain_part_views.new,
        pain_part_views.rising,
        decision_part_views.open_votes,
        number_part_views.changes,
        number_part_views.thanks,
    ),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What the digest is of, for whom, and which days it covers, in words."""

    journey: str
    audience: Audience
    days: str


@dataclass(frozen=True, slots=True)
class Late:
    """When it should have come, in words, and how many were missed in all."""

    planned: str
    missed: int


@dataclass(frozen=True, slots=True)
class Handle:
    """What the buttons under a digest act on; `skip_until` is the slot after the next."""

    subscription_id: int
    cadence: Cadence | Cron
    skip_until: datetime


def is_quiet(heading: Heading, told: Told) -> bool:
    """Whether nothing happened that its audience is told of; then it is one line."""
    measured = tells_kpis(heading.audience) and told.measured
    return told.facts.nothing_happened and not measured


def tells_kpis(audience: Audience) -> bool:
    """Whether KPIs are in this version."""
    return number_part_views.kpis in SECTIONS[audience]


def line(heading: Heading, told: Told) -> str:
    """The fallback text, which is also what a notification shows."""
    head = f"Digest of {title(heading.journey)}, {heading.days}"
    if is_quiet(heading, told):
        return f"{head}: nothing happened"
    return clip(f"{head}: {number_part_views.numbers(told)[0]}", 300)


def digest_blocks(heading: Heading, told: Told, late: Late | None = None) -> list[Block]:
    """All that is told, without picture and buttons; one line where nothing happened."""
    if is_quiet(heading, told):
        return [*_late(late), blocks.section(_nothing(heading, told))]
    head = f"*Digest of {title(heading.journey)}* · {heading.days}"
    parts = [build(told) for build in SECTIONS[heading.audience]]
    counted = number_part_views.numbers(told)[0]
    return [
        *_late(late),
        blocks.section(f"{head}\n{counted[:1].upper()}{counted[1:]}"),
        # Whole: what folds behind "See more" is not read on a phone.
        *[{**blocks.section("\n".join(lines)), "expand": True} for lines in parts if lines],
    ]


def steps(handle: Handle) -> list[Block]:
    """What one can do about the digest, in its own message."""
    value = str(handle.subscription_id)
    until = int(handle.skip_until.timestamp())
    found = [
        blocks.button("Snooze", SNOOZE, value=f"{value} {until}", label="Snooze: skip the next")
    ]
    rarer = handle.cadence.less
    if rarer:
        found.append(blocks.button("Less often", LESS, value=f"{value} {rarer.value}"))
    found.append(stop_button(handle.subscription_id))
    return [blocks.actions(*found)]


def stop_button(subscription_id: int) -> Block:
    sure = blocks.confirm(
        "Stop this digest?", "`/journey digest` starts it again whenever you like.", "Stop"
    )
    return blocks.button(
        "Stop", STOP, value=str(subscription_id), label="Stop this digest", confirm=sure
    )


def next_steps(audience: Audience) -> list[Block]:
    """Where the digest leads; not under one of a single line."""
    log = blocks.button("Log a pain point", "pain.open_log")
    see = blocks.button("See the map", "map.show")
    hottest = blocks.button("Hottest pain points", "pain.list")
    return [blocks.actions(*([log, see] if audience is Audience.FRONTLINE else [hottest, see]))]


def preview_blocks(audience: Audience, *, subscribed: bool) -> list[Block]:
    """Under a preview: that it is one, and how to get it for real."""
    said = f"This is a preview of {digest_words.version(audience)}. Only you see it."
    others = [each for each in Audience if each is not audience]
    found = [] if subscribed else [blocks.button("Get this digest", OPEN, style="primary")]
    found += [
        blocks.button(
            f"See {digest_words.version(each)}", f"{PREVIEW}:{each.value}", value=each.value
        )
        for each in others
    ]
    return [blocks.context(said), blocks.actions(*found)]


def _nothing(heading: Heading, told: Told) -> str:
    said = f"*{title(heading.journey)}*: nothing happened, {heading.days}."
    waiting = decision_part_views.waiting_in_short(told)
    return f"{said} {waiting}".strip()


def _late(late: Late | None) -> list[Block]:
    if late is None:
        return []
    missed = (
        f" {plural(late.missed, 'digest')} were missed; this one tells of all of it."
        if late.missed > 1
        else ""
    )
    return [blocks.context(f"⏰ Late: planned for {late.planned}, Cairn was not there.{missed}")]
