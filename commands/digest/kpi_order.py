"""Which KPIs a digest tells first: in its list, and in the one picture."""

from collections.abc import Sequence

from commands.digest.line_views import Told
from storage.kpi.rows import KpiRow


def ranked(told: Told) -> Sequence[KpiRow]:
    """First what was measured in the period, and of that what clearly changed, worse first."""
    return sorted(told.kpis, key=lambda row: _rank(row, told))


def _rank(row: KpiRow, told: Told) -> tuple[bool, bool, bool]:
    new = row.latest is not None and row.latest.recorded_at > told.since
    if row.change is None or not row.change.clear:
        return (not new, True, True)
    return (not new, False, (row.change.delta > 0) == row.method.higher_is_better)
