"""The empathy map of a persona: six fields of notes, each seen or assumed.

Its data and its alt text stand here; who draws imports `charts.empathy_map.picture`, which
brings Matplotlib along.
"""

from charts.empathy_map.alt_text import empathy_map_alt_text
from charts.empathy_map.data import SIDES, EmpathyMap, Note

__all__ = ["SIDES", "EmpathyMap", "Note", "empathy_map_alt_text"]
