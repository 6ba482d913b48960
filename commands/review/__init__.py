"""Reviews: every touchpoint's owner says now and then whether it is still true."""

from datetime import timedelta

from commands.feature import Feature, Job, Word, reads, writes
from commands.review import answer, ask, listing, rhythm, rhythm_views, views

FEATURE = Feature(
    words=(
        Word(
            "review",
            writes(listing.typed, guests=False),
            "review [mine | every 90 days]",
            "shows which touchpoints are to be reviewed; `every 90 days` sets how often their "
            "owners are asked",
            also=("reviews",),
        ),
    ),
    actions={
        views.STILL: writes(answer.still, guests=False),
        views.LATER: writes(answer.later, guests=False),
        views.RETIRE: writes(answer.retire, guests=False),
        views.LIST: reads(listing.first, guests=False),
        views.PAGE: reads(listing.turn, guests=False),
        rhythm_views.OPEN: reads(rhythm.open_form, guests=False),
    },
    forms={rhythm_views.FORM: writes(rhythm.submit, guests=False)},
    jobs=(
        Job("review.ask", timedelta(minutes=10), writes(ask.run)),
        Job("review.tell", timedelta(minutes=30), writes(ask.tell)),
    ),
)
