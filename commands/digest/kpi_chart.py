"""The one KPI that a digest draws beside the map."""

import json
from typing import Any

from charts.kpi import kpi_alt_text
from charts.names import KPI
from commands.digest import kpi_order
from commands.digest.line_views import Told
from commands.kpi import picture
from commands.kpi.kpi_views import number
from storage.kpi.rows import KpiRow

# One point is no line.
_FEWEST = 2


def of(told: Told, *, journey: str) -> list[dict[str, Any]]:
    """The chart as a further picture of the message; none where no KPI was measured twice."""
    row = _most_telling(told)
    if row is None:
        return []
    # Actions are left out: some belong to a private channel, and a picture can't be taken apart.
    drawn = picture.without_actions(row, journey, told.now)
    return [
        {
            "chart": KPI,
            "data": json.loads(drawn.to_json()),
            "title": f"{number(row.number)} {row.name}",
            "alt_text": kpi_alt_text(drawn),
        }
    ]


def _most_telling(told: Told) -> KpiRow | None:
    """The first of its list that can be drawn."""
    return next((row for row in kpi_order.ranked(told) if len(row.points) >= _FEWEST), None)
