"""The card of one pulse, as a pure function of plain data."""

from dataclasses import dataclass

from commands import blocks
from commands.pulse import pulse_views, result_views
from commands.reply import Block
from commands.text import clip, escape, quote
from commands.wording import day
from storage.models import Pulse, Touchpoint
from storage.pulse.results import LEAST_SHOWN, Progress, Result
from storage.vocabulary import PulseAudience

WORDS = 20


@dataclass(frozen=True, slots=True)
class Card:
    """Everything it shows; `number` is the page of the words."""

    pulse: Pulse
    pulse_id: int
    point: Touchpoint
    progress: Progress
    result: Result
    may_stop: bool
    number: int = 1


def card(card: Card, lead: str = "") -> tuple[str, list[Block]]:
    """How far it is; what came of it once it ended."""
    pulse, point = card.pulse, card.point
    body = [blocks.section(lead)] if lead else []
    about = pulse_views.about(point.number, point.name)
    body.append(blocks.section(f"*Pulse: {escape(pulse.question)}*\n{about} · {_state(card)}"))
    if pulse.closed_at is None:
        body.append(blocks.section(_so_far(card)))
        body.append(blocks.context(_promise(pulse)))
    else:
        body += result_views.outcome(pulse, card.result)
        begin = (card.number - 1) * WORDS
        body += [blocks.section(quote(each)) for each in card.result.words[begin : begin + WORDS]]
    body.append(blocks.actions(*_steps(card)))
    return clip(f"Pulse: {escape(pulse.question)}", 500), body


def pages(result: Result) -> int:
    return max(1, -(-len(result.words) // WORDS))


def _state(card: Card) -> str:
    pulse = card.pulse
    if pulse.closed_at is None:
        return f"runs until {pulse_views.ends(pulse)} · asked by <@{pulse.started_by}>"
    answered = f"{card.result.answered} of {card.result.asked} answered"
    return f"ended {day(pulse.closed_at)} · {answered} · asked by <@{pulse.started_by}>"


def _so_far(card: Card) -> str:
    found = card.progress
    if not found.people and card.pulse.heard_at is None:
        return "Nobody is asked yet: I am asking Slack who is there."
    if not found.people:
        return f"Nobody is asked yet: it waits until {LEAST_SHOWN} people are there."
    return f"{found.asked} of {found.people} asked so far · *{found.answered} answered*"


def _promise(pulse: Pulse) -> str:
    whom = (
        f"the people of <#{pulse.channel_id}>"
        if pulse.audience == PulseAudience.CHANNEL
        else "those who logged something there"
    )
    return (
        f"Asked are {whom}, each once, in their hours, one pulse a day. The result is worked out "
        f"once, when it ends, from {LEAST_SHOWN} answers up; nothing of it is shown before."
    )


def _steps(card: Card) -> list[Block]:
    steps = []
    if card.may_stop and card.pulse.closed_at is None:
        ask = blocks.confirm(
            "Stop this pulse?",
            "Nobody else is asked, and answers can't be changed any more. The result of those "
            f"that are there goes to its channel, from {LEAST_SHOWN} answers up.",
            "Stop",
        )
        steps.append(
            blocks.button(
                "Stop", pulse_views.STOP, value=str(card.pulse_id), style="danger", confirm=ask
            )
        )
    turn, value = pulse_views.TURN, card.pulse_id
    if card.number > 1:
        steps.append(blocks.button("Back", f"{turn}:back", value=f"{value} {card.number - 1}"))
    if card.number < pages(card.result):
        steps.append(blocks.button("More", f"{turn}:more", value=f"{value} {card.number + 1}"))
    if card.pulse.closed_at is not None:
        steps.append(pulse_views.ask_button("Ask again", str(card.pulse_id)))
    return [*steps, pulse_views.list_button()]
