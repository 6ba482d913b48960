"""The flow of touchpoints across channel lanes, with order and hand-offs between departments.

Its data and its alt text stand here; who draws imports `charts.flow.picture`, which brings
Matplotlib along.
"""

from charts.flow.alt_text import flow_alt_text
from charts.flow.data import Flow, HandOff, Stage, Step

__all__ = ["Flow", "HandOff", "Stage", "Step", "flow_alt_text"]
