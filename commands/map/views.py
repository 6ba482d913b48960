"""The words around the map's picture, as pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.reply import Block
from commands.text import escape, plural
from commands.wording import emotion, heat, title

HOTTEST = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """A touchpoint that stands out, for better or worse."""

    number: str
    name: str
    observed: float
    n: int


@dataclass(frozen=True, slots=True)
class Hot:
    """A pain point that stands out."""

    number: str
    title: str
    heat: float
    sightings: int
    votes: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the words beside the picture say."""

    title: str
    as_of: str
    filters: str
    stages: int
    touchpoints: int
    observed: int
    pains: int
    best: Moment | None
    worst: Moment | None
    hottest: Sequence[Hot]
    fresh: int | None = None  # of 100


def summary_line(summary: Summary) -> str:
    """The message's fallback text."""
    return (
        f"Map of {escape(summary.title)}, {summary.as_of}: {_only(summary, '; ')}"
        f"{plural(summary.stages, 'stage')}, {plural(summary.touchpoints, 'touchpoint')}, "
        f"{plural(summary.pains, 'open pain point')}"
    )


def summary_blocks(summary: Summary) -> list[Block]:
    """Above the picture: what it holds, its best and worst moment, and where it hurts most."""
    head = (
        f"*{escape(summary.title)}* · {summary.as_of}\n{_only(summary)}"
        f"{plural(summary.stages, 'stage')} · {plural(summary.touchpoints, 'touchpoint')} "
        f"({summary.observed} observed) · {plural(summary.pains, 'open pain point')}"
        f"{'' if summary.fresh is None else f' · {summary.fresh} % fresh'}"
    )
    lines = []
    if summary.best:
        lines.append(f"Best moment: {_moment(summary.best)}")
    if summary.worst:
        lines.append(f"Worst moment: {_moment(summary.worst)}")
    lines += [
        f"*{hot.number}* {title(hot.title, 100)} · heat {heat(hot.heat)} · "
        f"{plural(hot.sightings, 'sighting')}{f' · {hot.votes}' if hot.votes else ''}"
        for hot in summary.hottest
    ]
    body = [blocks.section(head)]
    if lines:
        body.append(blocks.section("\n".join(lines)))
    return body


def _only(summary: Summary, end: str = "\n") -> str:
    return f"Only {escape(summary.filters)}{end}" if summary.filters else ""


def next_steps() -> list[Block]:
    """Below the picture."""
    return [
        blocks.actions(
            blocks.button("Log a pain point", "pain.open_log", style="primary"),
            blocks.button("Add a touchpoint", "touchpoint.open_add"),
            blocks.button("Hottest pain points", "pain.list"),
        )
    ]


def _moment(moment: Moment) -> str:
    return f"{moment.number} {title(moment.name, 80)}, {emotion(moment.observed)} (n={moment.n})"
