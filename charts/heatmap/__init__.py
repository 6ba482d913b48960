"""The heatmap: stages down, channels or departments across, heat and n in each cell.

Its data and its alt text stand here; who draws imports `charts.heatmap.picture`, which brings
Matplotlib along.
"""

from charts.heatmap.alt_text import heatmap_alt_text
from charts.heatmap.data import NOBODY, Across, Cell, Heatmap

__all__ = ["NOBODY", "Across", "Cell", "Heatmap", "heatmap_alt_text"]
