"""Charts: any of the journey's pictures by name, for oneself or for the channel."""

from commands.chart import chart_views, show
from commands.feature import Feature, Word, writes

FEATURE = Feature(
    words=(
        Word(
            "chart",
            writes(show.typed),
            "chart [name]",
            "draws one of the journey's pictures for you, which you can show in the channel; "
            "bare, it lists them",
            also=("charts", "picture", "pictures"),
        ),
    ),
    actions={
        chart_views.SHOW: writes(show.clicked),
        chart_views.POST: writes(show.post, guests=False),
        chart_views.LIST: writes(show.all_of_them),
    },
)
