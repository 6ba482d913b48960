"""Numbers, periods and readings as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.kpi import bars, form_fields, numbers, period_words, record_typed, words
from storage.kpi.measures import KpiKind, Method
from storage.kpi.statistics import Change

TODAY = date(2026, 3, 4)
NPS = Method(KpiKind.NPS, 0, 10)
CONVERSION = Method(KpiKind.CONVERSION)
WAIT = Method(KpiKind.TIME, unit="minutes", higher_is_better=False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("42", [42]),
        ("+42", [42]),
        ("-12", [-12]),
        ("\u221212", [-12]),
        ("83.5", [83.5]),
        ("83,5 %", [83.5]),
        ("83.5%", [83.5]),
        ("30 per cent", [30]),
        ("1 234", [1234]),
        ("1\u202f234,5", [1234.5]),
        ("1'234.5", [1234.5]),
        ("1.234,56", [1234.56]),
        ("1,234.56", [1234.56]),
        ("1,234,567", [1234567]),
        ("1.234.567", [1234567]),
        ("1,234", [1234, 1.234]),
        ("1.234", [1234, 1.234]),
        ("0.125", [0.125]),
        ("0,125", [0.125]),
        (".5", [0.5]),
        ("1234.567", [1234.567]),
        ("", []),
        ("many", []),
        ("1,2,3", []),
        ("12 34", []),
        ("1e9", []),
        ("--4", []),
        ("9" * 19, []),
        ("\u0664\u0662", []),
    ],
)
def test_numbers(typed: str, meant: list[float]) -> None:
    assert list(numbers.read(typed).meanings) == meant


def test_what_fits_is_meant() -> None:
    assert numbers.read("4.125").among(lambda value: value <= 7).one == 4.125
    assert numbers.read("1.234").among(float.is_integer).one == 1234
    assert numbers.read("1.234").one is None
    assert numbers.whole("1,234") == 1234
    assert numbers.whole("1.000") == 1000
    assert numbers.whole("1.5") is None
    assert numbers.whole("-3") is None


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 6)))
def test_a_number_put_into_a_form_is_read_back(value: float) -> None:
    found = numbers.read(form_fields.as_typed(value)).one
    assert found is not None
    assert found == pytest.approx(value, abs=1e-9)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_not(typed: str) -> None:
    numbers.read(typed)
    period_words.read(typed, period="week", today=TODAY)
    record_typed.read(typed, NPS)
    record_typed.split(typed)


@pytest.mark.parametrize(
    ("period", "typed", "first"),
    [
        ("month", "2026-02", date(2026, 2, 1)),
        ("month", "2026-02-14", date(2026, 2, 1)),
        ("month", "feb", date(2026, 2, 1)),
        ("month", "Dec", date(2025, 12, 1)),
        ("month", "February 2025", date(2025, 2, 1)),
        ("month", "last month", date(2026, 2, 1)),
        ("month", "this month", date(2026, 3, 1)),
        ("quarter", "Q4", date(2025, 10, 1)),
        ("quarter", "2025-Q2", date(2025, 4, 1)),
        ("week", "W09 2026", date(2026, 2, 23)),
        ("week", "2026-W09", date(2026, 2, 23)),
        ("week", "last week", date(2026, 2, 23)),
        ("month", "last week", date(2026, 2, 1)),
        ("quarter", "last month", date(2026, 1, 1)),
        ("month", "yesterday", date(2026, 3, 1)),
        ("year", "2025", date(2025, 1, 1)),
        ("month", "ju", None),
        ("month", "2026-13", None),
        ("week", "W60 2026", None),
        ("month", "soon", None),
    ],
)
def test_periods(period: str, typed: str, first: date | None) -> None:
    assert period_words.read(typed, period=period, today=TODAY) == first


@pytest.mark.parametrize(
    ("tail", "method", "told"),
    [
        ("42", NPS, {"how": "value", "value": "42", "n": ""}),
        ("-5 n 100", NPS, {"how": "value", "value": "-5", "n": "100"}),
        ("42, n=1,200", NPS, {"how": "value", "value": "42", "n": "1,200"}),
        ("120 of 400", CONVERSION, {"how": "counts", "k": "120", "of": "400"}),
        ("120/400", CONVERSION, {"how": "counts", "k": "120", "of": "400"}),
        ("30 % n 400", CONVERSION, {"how": "value", "value": "30 %", "n": "400"}),
        ("5.5 minutes n 30 sd 2,1", WAIT, {"how": "value", "value": "5.5", "n": "30", "sd": "2,1"}),
        ("5.5 minutes", WAIT, {"how": "value", "value": "5.5", "n": ""}),
        ("5.5 for Feb 2026", WAIT, {"how": "value", "value": "5.5", "n": "", "period": "Feb 2026"}),
        ("for 2026-02-01", NPS, {"period": "2026-02-01"}),
        ("", NPS, {}),
        ("better", NPS, None),
        ("42 43", NPS, None),
    ],
)
def test_readings(tail: str, method: Method, told: dict[str, str] | None) -> None:
    assert record_typed.read(tail, method) == told


@pytest.mark.parametrize(
    ("text", "name", "tail"),
    [
        ("NPS 42", "NPS", "42"),
        ("CES 2.0 5.4 n 80", "CES 2.0", "5.4 n 80"),
        ("baskt to order 120 of 400", "baskt to order", "120 of 400"),
        ("NPS 42 n 100 for last month", "NPS", "42 n 100 for last month"),
        ("NPS", "NPS", ""),
    ],
)
def test_a_name_ends_where_the_reading_begins(text: str, name: str, tail: str) -> None:
    assert record_typed.split(text) == (name, tail)


def test_values_are_written_as_their_kind() -> None:
    assert words.value(NPS, 41.5) == "+42"
    assert words.value(NPS, -3.2) == "\u22123"
    assert words.value(NPS, 0.2) == "0"
    assert words.value(CONVERSION, 30.04) == "30 %"
    assert words.value(CONVERSION, 0.42) == "0.42 %"
    assert words.value(WAIT, 1234.0) == "1,234 minutes"
    assert words.value(Method(KpiKind.CES_2, 1, 7), 5.416) == "5.42"
    assert words.difference(CONVERSION, -2.5) == "\u22122.5 percentage points"
    assert words.difference(CONVERSION, 1.0) == "+1 percentage point"


@pytest.mark.parametrize(
    ("method", "change", "said"),
    [
        (NPS, Change(12, 10, clear=True), "↗ +12 points, clearly better"),
        (NPS, Change(-12, 10, clear=True), "↘ \u221212 points, clearly worse"),
        (WAIT, Change(-2, 1, clear=True), "↘ \u22122 minutes, clearly better"),
        (NPS, Change(8, 10, clear=False), "no clear change (+8 points)"),
        (NPS, Change(50, 60, None, low_n=True), "+50 points, low n: too few answers to tell"),
        (WAIT, Change(1.5, None, None), "+1.5 minutes, n or spread unknown"),
        (Method(KpiKind.COUNT), Change(5, None, None), "+5, n unknown"),
    ],
)
def test_an_arrow_only_beyond_noise(method: Method, change: Change, said: str) -> None:
    assert words.judged(method, change) == said
    assert ("↗" in said or "↘" in said) == (change.clear is True)


def test_bars() -> None:
    assert bars.sparkline([1, 2, 3, None, 8]) == "▁▂▃·█"
    assert bars.sparkline([5, 5]) == "▄▄"
    assert bars.sparkline([None]) == ""


@pytest.mark.parametrize(
    ("period", "typed"),
    [
        ("month", "Q1 2026"),
        ("month", "last quarter"),
        ("month", "this year"),
        ("month", "2025"),
        ("quarter", "2025"),
        ("week", "Feb 2026"),
        ("week", "2026-02"),
    ],
)
def test_what_is_longer_than_the_period_is_asked_about_and_not_guessed(
    period: str, typed: str
) -> None:
    assert period_words.read(typed, period=period, today=date(2026, 3, 4)) is None
