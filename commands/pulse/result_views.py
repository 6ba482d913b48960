"""What came of a pulse, for its channel and its card, as pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.action import action_views
from commands.pain.form_views import LOG_AT
from commands.pulse import pulse_views, words
from commands.reply import Block
from commands.text import clip, escape, plural, quote
from storage.models import Pulse, Touchpoint
from storage.pulse.results import LEAST_SHOWN, Result

# In the channel's message; the card shows them all.
WORDS = 10
_MOST_TEXT = 1000


def message(
    pulse: Pulse, pulse_id: int, point: Touchpoint, result: Result
) -> tuple[str, list[Block]]:
    """The one message of its end."""
    about = pulse_views.about(point.number, point.name)
    body = [blocks.section(f"*Pulse: {escape(pulse.question)}*\n{_ended(pulse, point, result)}")]
    body += outcome(pulse, result)
    body += [blocks.section(quote(each)) for each in result.words[:WORDS]]
    more = len(result.words) - WORDS
    if more > 0:
        body.append(blocks.context(f"and {plural(more, 'more answer')} in words: Open shows them"))
    body.append(blocks.actions(*_steps(pulse, pulse_id, point, result)))
    short = words.in_short(pulse.kind, result) or _nothing(pulse, result)
    return clip(f"Pulse about {about}: {escape(pulse.question)} {short}", _MOST_TEXT), body


def outcome(pulse: Pulse, result: Result) -> list[Block]:
    """Share, interval and distribution; or why nothing is shown."""
    if not result.counts:
        return [blocks.section(_nothing(pulse, result))]
    lines = words.distribution(pulse.kind, result)
    body = [blocks.section(f"{words.headline(pulse.kind, result)}\n```{lines}```")]
    if words.is_low(pulse.kind, result):
        low = "Few answers: read it as a hint. The interval tells where the true share may lie."
        body.append(blocks.context(low))
    if result.words:
        body.append(
            blocks.context("In words, from those who let them be shown, in alphabetical order:")
        )
    return body


def _ended(pulse: Pulse, point: Touchpoint, result: Result) -> str:
    about = pulse_views.about(point.number, point.name)
    answered = f"{result.answered} of {result.asked} answered"
    if pulse.closed_by:
        how = f"stopped by <@{pulse.closed_by}>"
    elif point.retired_at is not None:
        how = "ended, as the touchpoint was retired"
    else:
        how = f"asked by <@{pulse.started_by}>"
    return f"{about} · {answered} · {how}"


def _nothing(pulse: Pulse, result: Result) -> str:
    if result.asked:
        return (
            f"{result.answered} answered; results are shown from {LEAST_SHOWN} answers up. So "
            "nothing is shown, and the answers are deleted."
        )
    if pulse.heard_at is None:
        return (
            "Nobody was asked: Slack did not tell me who is in this channel. Type "
            "`/invite @Cairn` here, then ask again."
        )
    return (
        f"Nobody was asked: there were fewer than {LEAST_SHOWN} people to ask, or they don't want "
        "pulses, or it ended before their day came."
    )


def _steps(pulse: Pulse, pulse_id: int, point: Touchpoint, result: Result) -> Sequence[Block]:
    open_card = pulse_views.open_button(pulse_id, pulse.question)
    if not result.counts:
        return [pulse_views.ask_button("Ask again", str(pulse_id)), open_card]
    if point.retired_at is not None:
        return [open_card]
    log = blocks.button("Log a pain point here", LOG_AT, value=str(point.number), style="primary")
    return [log, blocks.button("Add an action", action_views.NEW), open_card]
