"""Priorities: heat, votes, score, status and owner side by side, to decide by."""

from commands.feature import Feature, Word, reads, writes
from commands.priorities import list_views, listing, steps

FEATURE = Feature(
    words=(
        Word(
            "priorities",
            reads(listing.show),
            "priorities [votes|score|status|newest] [opportunities] [stage]",
            "shows what to turn to next: heat, votes, score, status and owner side by side",
            also=("priority",),
        ),
    ),
    actions={
        list_views.LIST: reads(listing.turn),
        list_views.ACT: reads(steps.act, guests=False),
        list_views.VOTE: writes(steps.vote, guests=False),
    },
)
