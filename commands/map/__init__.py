"""The map: a picture with words around it, and menus that change what it shows."""

from commands.feature import Feature, Word, writes
from commands.map import change, changed, changed_views, controls, show

_CHANGE = writes(change.change)

FEATURE = Feature(
    words=(
        Word(
            "map",
            writes(show.show),
            "map [leaders|team|frontline] [persona|channel|department \u2026] [me]",
            "posts the journey's map as a picture: for an audience, narrowed, with or "
            "`without pains`; with `me`, only to you",
        ),
    ),
    actions={
        show.SHOW: writes(show.show_me),
        controls.AUDIENCE: _CHANGE,
        controls.LAYER: _CHANGE,
        controls.PERSONA: _CHANGE,
        controls.CHANNEL: _CHANGE,
        controls.DEPARTMENT: _CHANGE,
        changed_views.BACK: _CHANGE,
        changed_views.CHANGED: writes(changed.show),
        changed_views.SINCE: writes(changed.show),
    },
)
