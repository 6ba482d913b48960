"""The frontline brief: what the people at a touchpoint should know today, on one phone screen."""

from commands.brief import brief_views, edit, show
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
        brief_views.SHOW: reads(show.clicked),
        brief_views.CHOOSE: reads(show.chosen),
        brief_views.EDIT: reads(edit.open_form, guests=False),
    },
    forms={brief_views.FORM: writes(edit.submit, guests=False)},
    type_aheads={brief_views.CHOOSE: reads(show.offer)},
)
