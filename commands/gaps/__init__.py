"""The big picture: what the map lacks, where it differs from what is seen, what to do about it."""

from commands.feature import Feature, Word, reads
from commands.gaps import gap_views, show

FEATURE = Feature(
    words=(
        Word(
            "gaps",
            reads(show.show),
            "gaps [stages|owners|silent|assumptions|handoffs|drift|kpis]",
            "shows what the map lacks and where it disagrees with what was seen",
            also=("gap",),
        ),
    ),
    actions={gap_views.SHOW: reads(show.turn)},
)
