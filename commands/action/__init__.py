"""Actions: what somebody does about it, by when, and what came of it."""

from commands.action import (
    action_views,
    card,
    card_views,
    done,
    edit,
    form,
    form_views,
    list_views,
    listing,
    owning,
    pain_choices,
    remind,
    status,
    status_views,
)
from commands.feature import Feature, Job, Word, reads, writes

FEATURE = Feature(
    words=(
        Word(
            "action",
            reads(form.typed),
            "action [what | A-5 | P-12 | O-4 | V-3]",
            "opens the form “Add an action”, with your words, a pain point, an opportunity or "
            "what won a vote in it; `/journey action A-5` shows that action",
        ),
        Word(
            "actions",
            reads(listing.show),
            "actions [mine|overdue|done|dropped]",
            "shows what is to be done, by whom and by when; what is carried over first",
            also=("todo", "todos"),
        ),
    ),
    actions={
        action_views.NEW: reads(form.begin, guests=False),
        action_views.OPEN: reads(card.clicked),
        action_views.LIST: reads(listing.first),
        list_views.PAGE: reads(listing.turn),
        # Guests move on what is theirs: `access` sees to that.
        action_views.START: writes(status.start),
        action_views.DONE: reads(done.begin),
        action_views.DUE: reads(owning.begin_due, guests=False),
        action_views.HAND_OVER: reads(owning.begin_hand_over, guests=False),
        action_views.OTHER: writes(status.other),
        card_views.EDIT: reads(edit.begin, guests=False),
        card_views.HISTORY: reads(card.history_page),
        f"{card_views.HISTORY}_turn": reads(card.history_page),
    },
    forms={
        form_views.FORM: writes(form.submit, guests=False),
        form_views.EDIT_FORM: writes(edit.submit, guests=False),
        status_views.DONE_FORM: writes(done.submit),
        status_views.DROP_FORM: writes(status.submit_drop),
        status_views.DUE_FORM: writes(owning.submit_due, guests=False),
        status_views.HAND_OVER_FORM: writes(owning.submit_hand_over, guests=False),
    },
    type_aheads={form_views.PAINS: reads(pain_choices.offer, guests=False)},
    jobs=(Job("action.remind", remind.EVERY, writes(remind.run)),),
)
