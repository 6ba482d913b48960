"""Touchpoints: where customers meet us, one interaction in a stage."""

from commands.feature import Command, Feature, Shortcut, Word, reads, writes
from commands.touchpoint import (
    add,
    card,
    edit,
    form_views,
    list_views,
    listing,
    move,
    receipt_views,
    retire,
)

FEATURE = Feature(
    command=Command(
        name="/touchpoint",
        usage_hint="[name @ stage via channel] | T-7 | list",
        summary="Add the places where customers meet you, and look at them",
        bare=reads(add.open_add),
        bare_summary="opens the form “Add a touchpoint”",
        free=writes(add.free),
        free_usage="<name> @ <stage> via <channel>",
        free_summary="adds it in one line; `/touchpoint T-7` shows that touchpoint",
        free_action=(receipt_views.OPEN_ADD, "Add it as a touchpoint"),
        words=(
            Word(
                "list",
                reads(listing.show),
                "list [stage|channel|retired|text]",
                "shows touchpoints in the map's order",
            ),
            Word(
                "edit",
                reads(edit.open_edit, guests=False),
                "edit T-7",
                "changes what is known about a touchpoint",
            ),
            Word(
                "move",
                reads(move.open_move, guests=False),
                "move T-7",
                "puts a touchpoint elsewhere on the map",
            ),
            Word(
                "retire",
                writes(retire.retire, guests=False),
                "retire T-7",
                "takes a touchpoint off the map and keeps it",
            ),
            Word(
                "restore",
                writes(retire.restore, guests=False),
                "restore T-7",
                "brings a retired touchpoint back",
            ),
        ),
    ),
    actions={
        receipt_views.OPEN_ADD: writes(add.open_add),
        receipt_views.OPEN_ADD_IN: reads(add.open_add_in),
        receipt_views.CARD: reads(card.clicked),
        receipt_views.EDIT: reads(edit.open_edit, guests=False),
        receipt_views.MOVE: reads(move.open_move, guests=False),
        receipt_views.RETIRE: writes(retire.retire, guests=False),
        receipt_views.RESTORE: writes(retire.restore, guests=False),
        receipt_views.RESTORE_BOTH: writes(retire.restore_both, guests=False),
        list_views.PAGE: reads(listing.turn),
        "touchpoint.list": reads(listing.show),
    },
    forms={
        form_views.ADD_FORM: writes(add.submit),
        form_views.EDIT_FORM: writes(edit.submit, guests=False),
        form_views.MOVE_FORM: writes(move.submit, guests=False),
    },
    type_aheads={"behind": reads(move.offer_behind)},
    shortcuts=(
        Shortcut(
            "touchpoint.add_anywhere",
            "Add a touchpoint",
            "Put a place where customers meet you on the map",
            on_messages=False,
            route=reads(add.open_add),
        ),
    ),
)
