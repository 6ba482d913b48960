"""`/journey` without words: a journey at a glance, from what every other folder knows of it."""

from commands.feature import Command, Feature, reads
from commands.hub import show

FEATURE = Feature(
    command=Command(
        name="/journey",
        usage_hint="[new | list | use | stages | map | help]",
        summary="See the customer journey of this channel, and reach everything else",
        bare=reads(show.show),
        bare_summary="shows this channel's journey, with buttons for everything",
    ),
    actions={show.LISTS: reads(show.lists)},
)
