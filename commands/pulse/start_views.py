"""The form “Ask a pulse” and its receipt, as pure functions of plain data."""

from collections.abc import Mapping
from dataclasses import dataclass

from commands import blocks
from commands.blocks import Option
from commands.pulse import pulse_views
from commands.reply import Block, View
from commands.text import escape
from storage.models import Pulse
from storage.pulse.pulses import LEAST_DAYS, MOST_DAYS
from storage.pulse.results import LEAST_SHOWN
from storage.vocabulary import PulseAudience, PulseKind

QUESTION, KIND, AUDIENCE, DAYS = "question", "kind", "audience", "days"
# The type-ahead of the form that logs: the likely touchpoints first.
WHERE = "where"
MOST_QUESTION = 150
_DAYS = 7
KINDS: list[Option] = [
    ("Yes, No or Can't say", PulseKind.YES_NO.value),
    ("1 (not at all) to 5 (very much)", PulseKind.SCALE.value),
]
AUDIENCES: list[Option] = [
    ("Everybody in this channel", PulseAudience.CHANNEL.value),
    ("Those who logged something at this touchpoint", PulseAudience.LOGGERS.value),
]


@dataclass(frozen=True, slots=True)
class Held:
    """What the form begins with."""

    question: str = ""
    where: Option | None = None
    kind: str = PulseKind.YES_NO.value
    audience: str = PulseAudience.CHANNEL.value


def start_form(journey: str, held: Held, *, context: Mapping[str, str]) -> View:
    """Four questions, and what people may rely on."""
    body = [
        blocks.section(f"*{escape(journey)}*"),
        blocks.field(
            QUESTION,
            "One question",
            blocks.text_input(
                initial=held.question,
                most=MOST_QUESTION,
                placeholder="Did the customer feel welcome?",
                focus=not held.question,
            ),
        ),
        blocks.field(
            WHERE,
            "About which touchpoint?",
            blocks.type_ahead(initial=held.where, placeholder="Type to find the touchpoint"),
        ),
        blocks.field(KIND, "How is it answered?", blocks.radio(KINDS, initial=held.kind)),
        blocks.field(AUDIENCE, "Who is asked?", blocks.radio(AUDIENCES, initial=held.audience)),
        blocks.field(
            DAYS,
            "For how many days?",
            blocks.number_input(least=LEAST_DAYS, most=MOST_DAYS, initial=str(_DAYS)),
        ),
        blocks.context(
            "Everybody gets it once, as a direct message, outside their quiet hours and at most "
            "one pulse a day. Nobody sees who answered what. The result comes to this channel "
            f"when it ends, from {LEAST_SHOWN} answers up."
        ),
    ]
    return blocks.form(pulse_views.ASK, "Ask a pulse", body, submit="Ask", context=context)


def started(pulse: Pulse, pulse_id: int, about: str, *, masked: str) -> tuple[str, list[Block]]:
    """The receipt."""
    whom = (
        f"the people of <#{pulse.channel_id}>"
        if pulse.audience == PulseAudience.CHANNEL
        else "those who logged something there"
    )
    said = (
        f"“{escape(pulse.question)}” about *{about}* goes to {whom}, to each in their hours. "
        f"The result comes to <#{pulse.channel_id}> on {pulse_views.ends(pulse)}."
    )
    body = [blocks.section(said)]
    if masked:
        body.append(blocks.context(masked))
    body.append(
        blocks.actions(pulse_views.open_button(pulse_id, pulse.question), pulse_views.list_button())
    )
    return said, body
