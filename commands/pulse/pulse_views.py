"""What all of a pulse's messages share: ids, buttons, and how it is named; pure functions."""

from commands import blocks
from commands.reply import Block
from commands.wording import title, touchpoint_number
from storage.models import Pulse

ASK = "pulse.ask"
ANSWER = "pulse.answer"
WORDS = "pulse.words"
CARD = "pulse.card"
TURN = "pulse.turn"
STOP = "pulse.stop"
LIST = "pulse.list"
PAGE = "pulse.page"


def subject(pulse_id: int, person_id: str) -> str:
    """The direct message in which one person is asked."""
    return f"pulse:{pulse_id}:{person_id}"


def ask_button(label: str = "Ask a pulse", value: str = "") -> Block:
    """Opens the form; the value is a touchpoint like "T-7", or the pulse to ask again."""
    return blocks.button(label, ASK, value=value)


def list_button() -> Block:
    return blocks.button("All pulses", LIST)


def open_button(pulse_id: int, question: str) -> Block:
    return blocks.button("Open", CARD, value=str(pulse_id), label=f"Open {question}")


def ends(pulse: Pulse) -> str:
    """To the minute, in each reader's own zone: who answers that evening may be too late."""
    fallback = f"{pulse.closes_at:%d %b %Y, %H:%M} UTC"
    return blocks.when(int(pulse.closes_at.timestamp()), fallback, "{date_short_pretty} at {time}")


def about(number: int, name: str) -> str:
    """'T-7 Checkout page', safe in mrkdwn."""
    return f"{touchpoint_number(number)} {title(name, 80)}"
