"""The form for a digest: for whom, how often, when, in which zone; pure functions of plain data."""

from dataclasses import dataclass

from commands import blocks
from commands.digest.digest_words import CADENCES, CONTENTS, clock_time
from commands.reply import View
from commands.wording import title
from storage.digest.subscriptions import Audience
from storage.schedule.cadence import Rhythm

FORM = "digest.form"
TARGET = "target"
AUDIENCE = "audience"
CADENCE = "cadence"
AT = "at"
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


def digest_form(held: Prefill) -> View:
    """The form."""
    targets = [("Me, as a direct message", ME)]
    if held.in_channel:
        targets.insert(0, ("This channel", CHANNEL))
    rhythm = held.rhythm
    body = [
        blocks.field(TARGET, "For", blocks.radio(targets, initial=held.target)),
        blocks.field(
            AUDIENCE,
            "What's in it",
            blocks.radio(
                [(words, each.value) for each, words in CONTENTS.items()],
                initial=held.audience.value,
            ),
        ),
        blocks.field(
            CADENCE,
            "How often",
            blocks.radio(
                [(words, each.value) for each, words in CADENCES.items()],
                initial=rhythm.cadence.value,
            ),
        ),
        blocks.field(AT, "At", blocks.time_picker(initial=clock_time(rhythm.minute))),
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
    context = {"journey": str(held.journey_id)}
    return blocks.form(FORM, "Get a digest", body, submit="Save", context=context)
