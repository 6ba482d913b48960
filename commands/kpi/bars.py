"""The latest readings of a KPI as a line of small bars, in text."""

from storage.kpi import periods
from storage.kpi.rows import KpiRow
from storage.opportunity.frameworks import Period

_BARS = "▁▂▃▄▅▆▇█"


def sparkline(values: list[float | None]) -> str:
    """One letter a period, the gaps between readings as dots."""
    known = [each for each in values if each is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    middle = len(_BARS) // 2 - 1
    return "".join(
        "·"
        if each is None
        else _BARS[round((each - low) / (high - low) * (len(_BARS) - 1)) if high > low else middle]
        for each in values
    )


def spark(row: KpiRow, most: int) -> str:
    """The latest `most` periods, the last measured one at the end."""
    values = {point.period_start: point.measured.value for point in row.points}
    if not values:
        return ""
    span, last = Period(row.method.period), max(values)
    begin = max(min(values), periods.following(span, last, 1 - most))
    return sparkline([values.get(each) for each in periods.line(span, begin, last)])
