"""The Home tab: the common jobs one tap away, and what became of one's own reports."""

from commands.feature import Feature, reads, writes
from commands.home import confirm, row_views, tab

FEATURE = Feature(
    actions={row_views.CONFIRM: writes(confirm.confirm)},
    home=reads(tab.show),
)
