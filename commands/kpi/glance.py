"""KPIs in a line each, for where other things are looked at: a touchpoint, a stage, the journey."""

from collections.abc import Sequence

from commands.kpi import kpi_views, words
from commands.wording import title
from storage.kpi.rows import KpiRow

MOST = 3
_MOST_NAME = 50


def line(row: KpiRow) -> str:
    """'K-3 *NPS* +42 (n 100), ↗ +12 points, clearly better · target +50': safe in mrkdwn."""
    latest = row.latest
    said = f"{kpi_views.number(row.number)} *{title(row.name, _MOST_NAME)}*"
    if latest is None:
        return f"{said} no reading yet"
    value = words.reading(row.method, latest.measured).partition(":")[0]
    value = f"{value})" if value.count("(") > value.count(")") else value
    trend = f", {words.judged(row.method, row.change)}" if row.change else ""
    return " · ".join(filter(None, (f"{said} {value}{trend}", words.goal(row))))


def lines(rows: Sequence[KpiRow], *, most: int = MOST) -> list[str]:
    """The first few, and how many more there are."""
    more = len(rows) - most
    rest = [f"and {more} more: `/journey kpis`"] if more > 0 else []
    return [*[line(row) for row in rows[:most]], *rest]
