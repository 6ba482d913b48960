"""The frontline brief: what the people at a touchpoint should know today, on one phone screen."""

from commands.brief import edit, place_views, show, write_views
from commands.feature import Feature, Word, reads, writes

FEATURE = Feature(
    words=(
        Word(
            "brief",
            reads(show.show),
            "brief [T-7|touchpoint|stage]",
            "tells what customers want and feel there, what hurts, what to say today, and what "
            "was fixed",
            also=("briefs",),
        ),
    ),
    actions={
        place_views.SHOW: reads(show.clicked),
        place_views.CHOOSE: reads(show.chosen),
        write_views.EDIT: reads(edit.open_form, guests=False),
    },
    forms={write_views.FORM: writes(edit.submit, guests=False)},
    type_aheads={place_views.CHOOSE: reads(show.offer)},
)
