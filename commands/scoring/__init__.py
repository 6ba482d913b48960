"""Scoring together: impact and effort, or importance and satisfaction, privately until revealed."""

from commands.feature import Feature, Word, reads, writes
from commands.opportunity import opportunity_views
from commands.scoring import (
    ending,
    give,
    give_views,
    message_views,
    reveal,
    rounds,
    start,
    start_views,
)

FEATURE = Feature(
    words=(
        Word(
            "score",
            reads(start.typed, guests=False),
            "score [impact|ulwick]",
            "lets the team score opportunities, each for themselves, and shows the matrix",
        ),
    ),
    actions={
        opportunity_views.START_SCORING: reads(start.clicked, guests=False),
        message_views.SCORE: reads(give.open_form),
        message_views.REVEAL: writes(reveal.reveal, guests=False),
        message_views.CANCEL: writes(ending.cancel, guests=False),
    },
    forms={
        start_views.FORM: writes(start.submit, guests=False),
        give_views.FORM: writes(give.submit),
    },
    type_aheads={start_views.ITEMS: reads(start.offer, guests=False)},
    messages={message_views.BUILDER: reads(rounds.message)},
    heard={message_views.PEOPLE: writes(start.heard)},
)
