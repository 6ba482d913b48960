"""The Home tab: the common jobs one tap away, and what became of one's own reports."""

from commands.feature import Feature, reads
from commands.home import tab

FEATURE = Feature(home=reads(tab.show))
