"""Votes against heat: what is popular but rare, what is frequent but unvoted.

Its data and its alt text stand here; who draws imports `charts.evidence.picture`, which brings
Matplotlib along.
"""

from charts.evidence.alt_text import evidence_alt_text
from charts.evidence.data import Evidence, Place, Point

__all__ = ["Evidence", "Place", "Point", "evidence_alt_text"]
