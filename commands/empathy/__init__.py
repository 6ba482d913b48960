"""Empathy maps: what a persona says, thinks, does and feels, collected by the team."""

from commands.empathy import (
    empathy_views,
    map_show,
    note,
    note_views,
    own,
    picture,
    reveal,
    rounds,
    seen,
    start,
    take_off,
    typed,
)
from commands.feature import Feature, Word, reads, writes

FEATURE = Feature(
    words=(
        Word(
            "empathy",
            reads(typed.run),
            "empathy [name]",
            "collects what a persona says, thinks, does and feels, from the team",
        ),
    ),
    actions={
        empathy_views.MAP: reads(map_show.clicked),
        empathy_views.LIST: reads(map_show.show_list),
        empathy_views.SIDE: reads(map_show.side),
        empathy_views.START: reads(start.clicked),
        empathy_views.NOTE: reads(note.open_form),
        empathy_views.MINE: reads(own.mine),
        empathy_views.OWN: writes(own.chosen),
        empathy_views.PUT_BACK: writes(own.put_back),
        empathy_views.TAKE_OFF: writes(take_off.clicked, guests=False),
        empathy_views.SEEN: reads(seen.show),
        empathy_views.USE: writes(seen.use),
        empathy_views.REVEAL: writes(reveal.reveal, guests=False),
        empathy_views.PICTURE: writes(picture.show),
        empathy_views.POST: writes(picture.post, guests=False),
    },
    forms={
        empathy_views.START: writes(start.submit, guests=False),
        empathy_views.NOTE: writes(note.submit),
    },
    type_aheads={note_views.SEEN_IN: reads(note.offer)},
    messages={empathy_views.BUILDER: reads(rounds.message)},
)
