"""The one KPI that a digest draws beside the map."""

import json
from collections.abc import Sequence
from typing import Any

from charts.kpi import kpi_alt_text
from charts.names import KPI
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
    """What clearly changed in the period, else what was measured in it, else the latest."""
    drawable: Sequence[KpiRow] = [row for row in told.kpis if len(row.points) >= _FEWEST]
    return max(drawable, key=lambda row: _weight(row, told), default=None)


def _weight(row: KpiRow, told: Told) -> tuple[bool, bool, float]:
    latest, change = row.latest, row.change
    if latest is None:
        return False, False, 0.0
    fresh = latest.recorded_at > told.since
    clear = bool(change and change.clear)
    return fresh and clear, fresh, latest.recorded_at.timestamp()
