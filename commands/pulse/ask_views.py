"""The direct messages of a pulse, as pure functions of plain data."""

from commands import blocks
from commands.pulse import pulse_views, words
from commands.reply import Block, View
from commands.text import clip, escape, plural, quote
from storage.models import Pulse
from storage.pulse.answers import MOST_WORDS, Mine
from storage.pulse.results import LEAST_SHOWN
from storage.vocabulary import PulseAudience

SAID, SHOWN = "said", "shown"
_MOST_TEXT = 1000
Told = tuple[str, list[Block]]


def question(pulse: Pulse, pulse_id: int, about: str, mine: Mine, *, over: bool) -> Told:
    """One question and its answers; the same message again after each answer."""
    text = f"Pulse about {about}: {escape(pulse.question)}"
    body = [blocks.section(f"*Pulse* · {about}\n*{escape(pulse.question)}*")]
    if over:
        body.append(blocks.section(_over(pulse, mine)))
        return clip(text, _MOST_TEXT), body
    buttons = [
        blocks.button(
            label,
            f"{pulse_views.ANSWER}:{value}",
            value=f"{pulse_id} {value}",
            style="primary" if value == mine.value else None,
            label=f"{label}: {pulse.question}",
        )
        for value, label in words.labels(pulse.kind).items()
    ]
    body.append(blocks.actions(*buttons))
    if mine.value is not None:
        body += _answered(pulse, pulse_id, mine)
    body.append(
        blocks.context(
            f"<@{pulse.started_by}> asks, for <#{pulse.channel_id}>, until "
            f"{pulse_views.ends(pulse)}. Nobody sees who answered what; only the sum is shown, "
            f"from {LEAST_SHOWN} answers up. `/journey notifications` switches pulses off."
        )
    )
    return clip(text, _MOST_TEXT), body


def _answered(pulse: Pulse, pulse_id: int, mine: Mine) -> list[Block]:
    label = words.labels(pulse.kind)[mine.value or 0]
    said = f"You said *{label}*. Thank you. You can change it until {pulse_views.ends(pulse)}."
    if mine.words:
        leave = "shown without your name when it ends" if mine.shown else "shown to nobody"
        said += f"\nYour words, {leave}:\n{quote(mine.words)}"
    change = "Change my words" if mine.words else "Add words"
    button = blocks.button(change, pulse_views.WORDS, value=str(pulse_id))
    return [blocks.section(said), blocks.actions(button)]


def _over(pulse: Pulse, mine: Mine) -> str:
    thanks = "Your answer counted. Thank you." if mine.answered else "You did not answer it."
    where = f"What came of it stands in <#{pulse.channel_id}>."
    return f"This pulse has ended. {thanks} {where}"


def words_form(pulse: Pulse, pulse_id: int, mine: Mine) -> View:
    """Words beside the answer, and who may read them."""
    box = blocks.checkbox("Show my words without my name when it ends", "yes", checked=mine.shown)
    body = [
        blocks.section(f"*{escape(pulse.question)}*"),
        blocks.field(
            SAID,
            "What do you want to add?",
            blocks.text_input(initial=mine.words, most=MOST_WORDS, multiline=True),
            optional=True,
        ),
        blocks.field(
            SHOWN,
            "Who may read it?",
            box,
            optional=True,
            hint="Without the tick nobody else reads them, and they are deleted at the end. Write "
            "nothing that tells who you are.",
        ),
    ]
    context = {"pulse": str(pulse_id)}
    return blocks.form(pulse_views.WORDS, "Your words", body, submit="Save", context=context)


def too_few(pulse: Pulse, pulse_id: int, count: int) -> Told:
    """To the starter: nobody is asked, for nothing could be shown."""
    logged = " who logged something there" if pulse.audience == PulseAudience.LOGGERS else ""
    said = (
        f"Your pulse “{escape(pulse.question)}” asks nobody yet: it finds "
        f"{plural(count, 'person', 'people')} in <#{pulse.channel_id}>{logged}, and results are "
        f"shown from {LEAST_SHOWN} answers up. It looks again every hour; or ask where more "
        "people are."
    )
    return said, _starters(pulse, pulse_id, said)


def unheard(pulse: Pulse, pulse_id: int) -> Told:
    """To the starter: Slack doesn't say who is in the channel."""
    said = (
        f"Your pulse “{escape(pulse.question)}” asks nobody yet: Slack does not tell me who is in "
        f"<#{pulse.channel_id}>. Type `/invite @Cairn` there; I look again every hour."
    )
    return said, _starters(pulse, pulse_id, said)


def _starters(pulse: Pulse, pulse_id: int, said: str) -> list[Block]:
    step = pulse_views.open_button(pulse_id, pulse.question)
    return [blocks.section(said), blocks.actions(step)]
