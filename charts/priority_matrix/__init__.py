"""The priority matrix: value against effort, with quadrants by name.

Its data and its alt text stand here; who draws imports `charts.priority_matrix.picture`, which
brings Matplotlib along.
"""

from charts.priority_matrix.alt_text import priority_matrix_alt_text
from charts.priority_matrix.data import Point, PriorityMatrix, Quadrant

__all__ = ["Point", "PriorityMatrix", "Quadrant", "priority_matrix_alt_text"]
