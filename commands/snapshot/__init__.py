"""Snapshots: the map frozen, compared with another moment, and put back."""

from datetime import timedelta

from commands.feature import Feature, Job, Word, reads, writes
from commands.snapshot import (
    by_hand,
    diff,
    diff_views,
    list_views,
    listing,
    restore,
    restore_views,
    weekly,
)

FEATURE = Feature(
    words=(
        Word(
            "snapshot",
            writes(by_hand.take, guests=False),
            "snapshot [name]",
            "freezes the map as it is now; before each vote and once a week it happens by itself",
        ),
        Word(
            "snapshots",
            reads(listing.show),
            "snapshots",
            "lists them, to look at, to compare and to restore from",
        ),
        Word(
            "diff",
            reads(diff.typed),
            "diff [from] [to]",
            "tells what changed between two snapshots (`S-2`), days (`2026-11-01`, `last week`) "
            "or `now`; without words since the last snapshot",
            also=("changes", "changed"),
        ),
        Word(
            "restore",
            writes(restore.typed, guests=False),
            "restore S-3 [T-7|stage]",
            "puts a touchpoint, a stage or the whole journey back as a snapshot has it, after "
            "showing what would change; what came later stays",
        ),
    ),
    actions={
        list_views.SHOW: writes(listing.picture),
        list_views.PAGE: reads(listing.turn),
        list_views.LIST: reads(listing.show),
        list_views.TAKE: writes(by_hand.clicked, guests=False),
        diff_views.OPEN: reads(diff.clicked),
        diff_views.TURN: reads(diff.turn),
        diff_views.PICTURE: writes(diff.picture),
        restore_views.BEGIN: writes(restore.begin, guests=False),
        restore_views.UNDO: writes(restore.undo, guests=False),
    },
    forms={restore_views.FORM: writes(restore.submit, guests=False)},
    jobs=(Job("snapshot.weekly", timedelta(minutes=10), writes(weekly.run)),),
)
