"""Opportunities: ideas that answer pain points, scored by one framework at a time."""

from commands.feature import Feature, Word, reads, writes
from commands.opportunity import (
    card,
    change,
    form,
    form_views,
    list_views,
    listing,
    opportunity_views,
    status,
    status_views,
    typed,
)

FEATURE = Feature(
    words=(
        Word(
            "opportunity",
            writes(typed.run),
            "opportunity [title | O-4 | list | by RICE|ICE|Ulwick | edit|ice|drop|restore O-4]",
            "adds an idea that answers pain points, shows one, lists them by score, or changes one",
            also=("opportunities",),
        ),
    ),
    actions={
        form_views.NEW: reads(form.clicked, guests=False),
        form_views.EDIT: reads(change.edit, guests=False),
        form_views.ICE: reads(change.ice, guests=False),
        opportunity_views.CARD: reads(card.clicked),
        opportunity_views.HISTORY: reads(card.history),
        opportunity_views.LIST: reads(listing.turn),
        list_views.BY: writes(listing.order_chosen, guests=False),
        status_views.DROP: reads(status.drop_clicked, guests=False),
        status_views.RESTORE: writes(status.restore_clicked, guests=False),
        status_views.UNDO: writes(status.undo, guests=False),
    },
    forms={
        form_views.NEW: writes(form.submit, guests=False),
        form_views.EDIT: writes(change.submit, guests=False),
        form_views.ICE: writes(change.submit_ice, guests=False),
        status_views.DROP: writes(status.submit, guests=False),
    },
    type_aheads={form_views.PAINS: reads(form.offer_pains, guests=False)},
)
