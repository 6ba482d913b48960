"""The history of a journey: who changed what, and when."""

from commands.feature import Feature, Word, reads
from commands.history import listing, views

FEATURE = Feature(
    words=(
        Word(
            "history",
            reads(listing.typed),
            "history [T-7|stage|P-12|mine]",
            "tells who changed what on this journey, latest first",
        ),
    ),
    actions={
        views.OPEN: reads(listing.opened),
        views.PERSON: reads(listing.of_person),
        views.TURN: reads(listing.turn),
    },
)
