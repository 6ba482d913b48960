"""Two snapshots of a map before and after: what came, went and changed, and both curves.

Its data and its alt text stand here; who draws imports `charts.comparison.picture`, which
brings Matplotlib along.
"""

from charts.comparison.alt_text import comparison_alt_text
from charts.comparison.data import Change, Comparison, Figure, Moment, Stage

__all__ = ["Change", "Comparison", "Figure", "Moment", "Stage", "comparison_alt_text"]
