"""A KPI over time: readings with their 95 % interval, the target, and what was done when.

Its data and its alt text stand here; who draws imports `charts.kpi.picture`, which brings
Matplotlib along.
"""

from charts.kpi.alt_text import kpi_alt_text
from charts.kpi.data import Done, Kpi, Reading

__all__ = ["Done", "Kpi", "Reading", "kpi_alt_text"]
