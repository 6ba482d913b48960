"""The map in words and tables in a channel's canvas, kept up to date where Slack has canvases."""

from datetime import timedelta

from commands.canvas import keeping, switch, switch_views
from commands.feature import Feature, Job, Word, writes

FEATURE = Feature(
    words=(
        Word(
            "canvas",
            writes(switch.typed, guests=False),
            "canvas [on|off]",
            "keeps the map in words in this channel's canvas",
        ),
    ),
    actions={switch_views.SWITCH: writes(switch.clicked, guests=False)},
    jobs=(Job("canvas.keep", timedelta(minutes=1), writes(keeping.run)),),
    heard={keeping.WRITTEN: writes(keeping.heard)},
)
