"""Where periods begin and end on the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.kpi import periods
from storage.opportunity.frameworks import Period

DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.WEEK, date(2026, 3, 2), date(2026, 3, 8)),
        (Period.MONTH, date(2026, 3, 1), date(2026, 3, 31)),
        (Period.QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        (Period.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_where_a_period_begins_and_ends(period: Period, first: date, last: date) -> None:
    assert periods.start(period, DAY) == first
    assert periods.last_day(period, first) == last


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(Period))
def test_periods_follow_each_other_without_a_gap(day: date, period: Period) -> None:
    begin = periods.start(period, day)
    last = periods.last_day(period, begin)
    assert begin <= day <= last
    assert periods.start(period, last) == begin
    assert (periods.following(period, begin) - last).days == 1
    assert periods.following(period, periods.following(period, begin), -1) == begin


def test_the_latest_ones_newest_first() -> None:
    assert periods.latest(Period.MONTH, date(2026, 1, 31), 3) == [
        date(2026, 1, 1),
        date(2025, 12, 1),
        date(2025, 11, 1),
    ]
    line = periods.line(Period.QUARTER, date(2025, 10, 1), date(2026, 4, 1))
    assert line == [date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1)]
