"""Journeys: making, listing and using them, and their stages."""

from commands import help as command_help
from commands.feature import Feature, Word, reads, writes
from commands.journey import (
    facilitators,
    listing,
    new,
    picking,
    stages_form,
    stages_typed,
    stages_views,
    use,
    which,
)

FEATURE = Feature(
    words=(
        Word(
            "new",
            reads(new.open_form, guests=False),
            "new [name]",
            "makes a journey from a template",
        ),
        Word("list", reads(listing.show), "list", "shows all journeys", also=("lists",)),
        Word(
            "use",
            writes(use.use, guests=False),
            "use [name]",
            "makes this channel work on a journey",
            also=("switch",),
        ),
        Word(
            "stages",
            writes(stages_typed.run, guests=False),
            "stages [add|rename|move|retire|restore …]",
            "adds, renames, orders and retires stages",
            also=("stage",),
        ),
        Word(
            "facilitators",
            reads(facilitators.open_form, guests=False),
            "facilitators",
            "chooses who runs votes and scorings besides the journey's owner",
            also=("facilitator",),
        ),
    ),
    actions={
        "journey.list": reads(listing.show),
        "journey.page": reads(listing.turn),
        new.OPEN: reads(new.open_form, guests=False),
        use.SWITCH: reads(use.switch, guests=False),
        use.CLICK: writes(use.clicked, guests=False),
        use.OPEN_HERE: writes(use.open_here, guests=False),
        stages_views.OPEN: reads(stages_form.open_form, guests=False),
        stages_views.ADD: reads(stages_form.add, guests=False),
        stages_views.ACT: writes(stages_form.act, guests=False),
        stages_views.RESTORE: writes(stages_form.restore, guests=False),
        command_help.RUN: writes(command_help.typed_for),
    },
    forms={
        new.FORM: writes(new.submit, guests=False),
        use.FORM: writes(use.submit, guests=False),
        facilitators.FORM: writes(facilitators.submit, guests=False),
        which.FORM: writes(which.submit, guests=False),
        stages_views.EDIT_FORM: writes(stages_form.submit, guests=False),
    },
    type_aheads={picking.FIELD: reads(picking.offer)},
)
