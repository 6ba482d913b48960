"""The list of a journey's pulses, as a pure function of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.pulse import pulse_views, words
from commands.reply import Block
from commands.text import escape, plural
from commands.wording import day, title
from storage.models import Pulse, Touchpoint
from storage.pulse.results import Progress, Result


@dataclass(frozen=True, slots=True)
class Row:
    """One pulse of the list."""

    pulse: Pulse
    pulse_id: int
    point: Touchpoint
    progress: Progress
    result: Result


def page(
    journey: str, rows: Sequence[Row], *, total: int, number: int, pages: int
) -> tuple[str, list[Block]]:
    """Running ones first, then newest first."""
    if not total:
        said = (
            f"*{title(journey)}* has asked no pulse yet. One question, one touchpoint, one tap to "
            "answer."
        )
        return said, [blocks.section(said), blocks.actions(pulse_views.ask_button())]
    head = f"*{plural(total, 'pulse')}* on {title(journey)}"
    body = [blocks.section(head), *[_row(each) for each in rows]]
    turns = []
    if number > 1:
        turns.append(blocks.button("Back", f"{pulse_views.PAGE}:back", value=str(number - 1)))
    if number < pages:
        turns.append(blocks.button("More", f"{pulse_views.PAGE}:more", value=str(number + 1)))
    body.append(blocks.actions(*turns, pulse_views.ask_button()))
    return f"{plural(total, 'pulse')} on {title(journey)}", body


def _row(row: Row) -> Block:
    pulse = row.pulse
    about = pulse_views.about(row.point.number, row.point.name)
    return blocks.section(
        f"*{escape(pulse.question)}*\n{about} · {_state(row)}",
        accessory=pulse_views.open_button(row.pulse_id, pulse.question),
    )


def _state(row: Row) -> str:
    pulse = row.pulse
    if pulse.closed_at is None:
        so_far = row.progress
        answered = f"{so_far.answered} of {so_far.asked} answered so far"
        return (
            f"until {pulse_views.ends(pulse)} · {answered if so_far.asked else 'nobody asked yet'}"
        )
    result = row.result
    short = words.in_short(pulse.kind, result)
    shown = f" · *{short}*" if short else ""
    return f"ended {day(pulse.closed_at)} · {result.answered} of {result.asked} answered{shown}"
