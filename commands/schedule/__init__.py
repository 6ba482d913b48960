"""The schedule: what Cairn does next by itself, and what it did."""

from commands.feature import Feature, Word, reads
from commands.schedule import schedule_views, show

FEATURE = Feature(
    words=(
        Word(
            "schedule",
            reads(show.show, guests=False),
            "schedule",
            "shows what Cairn does next by itself, and what it did last, in your time",
            also=("jobs",),
        ),
    ),
    actions={schedule_views.TURN: reads(show.turn, guests=False)},
)
