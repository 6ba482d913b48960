"""The form for a digest: for whom, how often, when, in which zone; pure functions of plain data."""

from dataclasses import dataclass

from commands import blocks
from commands.digest.cron_words import EXAMPLE, HINT
from commands.digest.digest_words import CADENCES, CONTENTS, clock_time
from commands.reply import Block, View
from commands.wording import title
from storage.digest.subscriptions import Audience
from storage.schedule.cadence import Rhythm
from storage.schedule.cron import MOST

FORM = "digest.form"
TARGET = "target"
AUDIENCE = "audience"
CADENCE = "cadence"
AT = "at"
CRON = "cron"
SWITCHED = "digest.cadence"
ZONE = "digest_zone"
CHANNEL, ME = "channel", "me"


@dataclass(frozen=True, slots=True)
class Prefill:
    """What the form opens with; without a channel it can only be for oneself."""

    journey_id: int
    journey: str
    in_channel: bool
    target: str
    audience: Audience
    rhythm: Rhythm
    # What is sent already, in a sentence.
    holds: str = ""
    # What stands in the field for cron, right or wrong; None where that is not asked for.
    cron: str | None = None
    # When that comes next, where it is right.
    comes: Block | None = None
    # Tells which expression and zone were shown so.
    shown: str = ""


def digest_form(held: Prefill) -> View:
    """The form."""
    targets = [("Me, as a direct message", ME)]
    if held.in_channel:
        targets.insert(0, ("This channel", CHANNEL))
    rhythm = held.rhythm
    body = [
        *([blocks.context(held.holds)] if held.holds else []),
        blocks.field(TARGET, "For", blocks.radio(targets, initial=held.target)),
        blocks.field(
            AUDIENCE,
            "What's in it",
            blocks.radio(
                [(words, each.value) for each, words in CONTENTS.items()],
                initial=held.audience.value,
            ),
        ),
        _cadence(held),
        *(_cron(held) if held.cron is not None else [_at(rhythm)]),
        blocks.field(
            ZONE,
            "Time zone",
            blocks.type_ahead(
                initial=(rhythm.zone, rhythm.zone), placeholder="Type a city, like Berlin"
            ),
            hint="A channel keeps this zone through summer and winter time. Your own digest "
            "follows you when you move.",
        ),
        blocks.context(f"Journey: {title(held.journey)}"),
    ]
    context = {"journey": str(held.journey_id), "shown": held.shown}
    seen = held.cron is None or held.shown
    submit = "Save" if seen else "See when it comes"
    return blocks.form(FORM, "Get a digest", body, submit=submit, context=context)


def _cadence(held: Prefill) -> Block:
    choices = [(words, each.value) for each, words in CADENCES.items()]
    choices.append(("By cron, for the brave", CRON))
    initial = held.rhythm.cadence.value if held.cron is None else CRON
    element = {**blocks.radio(choices, initial=initial), "action_id": SWITCHED}
    return {**blocks.field(CADENCE, "How often", element), "dispatch_action": True}


def _at(rhythm: Rhythm) -> Block:
    return blocks.field(AT, "At", blocks.time_picker(initial=clock_time(rhythm.minute)))


def _cron(held: Prefill) -> list[Block]:
    element = {
        **blocks.text_input(initial=held.cron or "", most=MOST, placeholder=EXAMPLE),
        "action_id": f"{SWITCHED}:cron",
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    }
    field = {**blocks.field(CRON, "Cron expression", element, hint=HINT), "dispatch_action": True}
    return [field, *([held.comes] if held.comes else [])]
