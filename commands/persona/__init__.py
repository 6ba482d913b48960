"""Personas: whom a journey is about, what they meet, and what stands behind it."""

from commands.feature import Feature, Word, reads, writes
from commands.persona import (
    card,
    change,
    form,
    listing,
    persona_views,
    photo,
    picture,
    retire,
    typed,
)

FEATURE = Feature(
    words=(
        Word(
            "persona",
            writes(typed.run),
            "persona [name | list | edit|retire|restore name]",
            "adds a persona, shows one with what they meet, or changes one",
        ),
        Word(
            "personas",
            writes(typed.all_of_them),
            "personas [retired]",
            "shows whom the journey is about",
        ),
    ),
    actions={
        persona_views.NEW: reads(form.clicked, guests=False),
        persona_views.CARD: reads(card.clicked),
        persona_views.LIST: reads(listing.turn),
        persona_views.HISTORY: reads(card.history),
        persona_views.EDIT: reads(change.clicked, guests=False),
        persona_views.RETIRE: writes(retire.retire_clicked, guests=False),
        persona_views.RESTORE: writes(retire.restore_clicked, guests=False),
        persona_views.PICTURE: writes(picture.show),
        persona_views.POST: writes(picture.post, guests=False),
    },
    forms={
        persona_views.NEW: writes(form.submit, guests=False),
        persona_views.EDIT: writes(change.submit, guests=False),
    },
    heard={photo.LISTENER: writes(photo.read)},
    prepares={photo.LISTENER: photo.prepare},
)
