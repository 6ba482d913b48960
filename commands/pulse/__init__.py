"""Pulses: one question about one touchpoint, put once to those who meet customers there."""

from datetime import timedelta

from commands.feature import ClaimedJob, Feature, Job, Word, reads, writes
from commands.pulse import (
    answer,
    ask,
    card,
    listing,
    members,
    pulse_views,
    result,
    start,
)

FEATURE = Feature(
    words=(
        Word(
            "pulse",
            reads(start.typed, guests=False),
            "pulse [question | list]",
            "asks the people who meet customers one question about one touchpoint, once, without "
            "names; `list` shows those that were asked",
            also=("pulses",),
        ),
    ),
    actions={
        pulse_views.ASK: reads(start.clicked, guests=False),
        pulse_views.ANSWER: writes(answer.give),
        pulse_views.WORDS: reads(answer.open_words),
        pulse_views.CARD: reads(card.clicked, guests=False),
        pulse_views.TURN: reads(card.turn, guests=False),
        pulse_views.STOP: writes(card.stop, guests=False),
        pulse_views.LIST: reads(listing.first, guests=False),
        pulse_views.PAGE: reads(listing.turn, guests=False),
    },
    forms={
        pulse_views.ASK: writes(start.submit, guests=False),
        pulse_views.WORDS: writes(answer.keep_words),
    },
    jobs=(
        Job("pulse.ask", timedelta(minutes=5), writes(ask.run)),
        Job("pulse.people", timedelta(hours=1), writes(members.look_again)),
        Job("pulse.close", timedelta(minutes=1), writes(result.close), each=result.due_to_close),
    ),
    claimed_jobs=(
        ClaimedJob(
            result.NAME, timedelta(seconds=20), result.due, reads(result.build), result.done
        ),
    ),
    heard={members.PEOPLE: writes(members.heard)},
)
