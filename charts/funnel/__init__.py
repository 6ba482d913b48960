"""The funnel: how many customers reach each stage, and how many go on.

Its data and its alt text stand here; who draws imports `charts.funnel.picture`, which brings
Matplotlib along.
"""

from charts.funnel.alt_text import funnel_alt_text
from charts.funnel.data import Drop, Funnel, Stage

__all__ = ["Drop", "Funnel", "Stage", "funnel_alt_text"]
