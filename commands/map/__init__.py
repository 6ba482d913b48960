"""The map: a picture with words around it."""

from commands.feature import Feature, Word, writes
from commands.map import show

FEATURE = Feature(
    words=(
        Word(
            "map",
            writes(show.show),
            "map [me]",
            "posts the journey's map as a picture; with `me`, only to you",
        ),
    ),
    actions={show.SHOW: writes(show.show_me), show.POST: writes(show.post_here)},
)
