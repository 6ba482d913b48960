"""A KPI over time: every number is the data's, all fits, all can be read, nothing is made up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.kpi import Kpi, axis, kpi_alt_text
from charts.kpi.layout import lay_kpi
from charts.kpi.picture import kpi_scene
from tests.charts.kpis import NPS, VALUES, kpi
from tests.charts.maps import NAMES
from tests.charts.scenes import check, smallest, words


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES.keys())
@pytest.mark.parametrize("target", [None, 45.0, -1e6], ids=["none", "near", "far"])
def test_texts_stay_in_their_cells(
    values: tuple[tuple[float, float | None], ...], target: float | None
) -> None:
    drawn = kpi(values, target=target)
    check(kpi_scene(drawn))
    assert smallest(kpi_scene(drawn)) >= 9


@pytest.mark.parametrize("name", NAMES)
def test_any_name_and_many_actions_stay_in_their_cells(name: str) -> None:
    scene = kpi_scene(kpi(VALUES["three years"], name=name, done=tuple(range(700, 800, 8))))
    check(scene)
    assert "and 7 more before them" in words(scene)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-1e9, 1e9), st.none() | st.floats(0, 1e6)), min_size=1, max_size=12
    )
)
def test_any_values_stay_in_their_cells(values: list[tuple[float, float | None]]) -> None:
    check(kpi_scene(kpi(tuple(values), done=())))


def test_readings_stand_at_their_values_and_days() -> None:
    layout = lay_kpi(kpi(NPS))
    ys = [mark.y for mark in layout.marks]
    values = [value for value, _ in NPS]
    assert sorted(range(6), key=lambda at: -ys[at]) == sorted(range(6), key=lambda at: values[at])
    steps = {round(b.x - a.x, 3) for a, b in zip(layout.marks, layout.marks[1:], strict=False)}
    assert len(steps) == 1
    assert layout.target
    assert min(ys) > layout.target.y  # none has reached it
    by_share = [
        (mark.band[1] - mark.band[0]) / half
        for mark, (_, half) in zip(layout.marks, NPS, strict=True)
        if mark.band and half
    ]
    assert max(by_share) == pytest.approx(min(by_share))


def test_actions_stand_on_the_day_they_were_done() -> None:
    layout = lay_kpi(kpi(NPS, done=(60, 75)))
    on_reading, between = layout.flags
    assert on_reading.x == pytest.approx(layout.marks[2].x)
    assert layout.marks[2].x < between.x < layout.marks[3].x


def test_what_is_not_there_is_not_explained() -> None:
    bare = words(kpi_scene(kpi(VALUES["one without n"], target=None, done=())))
    assert "interval" not in bare.replace("95 % interval +26", "")
    assert "target" not in bare
    assert "action" not in bare


def test_no_reading_at_all() -> None:
    scene = kpi_scene(Kpi("NPS", "Shop", "1 May 2026", ()))
    check(scene)
    assert "No reading yet" in words(scene)
    assert kpi_alt_text(Kpi("NPS", "", "", ())) == "KPI “NPS”, still without a reading."


def test_the_alt_text_says_the_same() -> None:
    text = kpi_alt_text(kpi(NPS))
    assert text.startswith("KPI “NPS after delivery” over 6 readings from Jan 23 to Jun 23.")
    assert "Latest, Jun 23: +42 (n 120 · 95 % interval +26 to +58)." in text
    assert "Target: +45." in text
    assert "Lowest +16 in Mar 23, highest +42 in Jun 23." in text
    assert "Done meanwhile: A-5" in text
    assert len(text) <= 1000


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=5))
def test_an_axis_holds_its_values_between_round_numbers(values: list[float]) -> None:
    found = axis.scale(values)
    assert all(found.low < value < found.high for value in values)
    assert 1 <= len(found.ticks) <= 12
    assert all(found.low <= tick <= found.high for tick in found.ticks)


def test_numbers_on_the_axis() -> None:
    assert [axis.words(value, signed=True) for value in (-20, 0, 40)] == ["\u221220", "0", "+40"]
    assert [axis.words(value, signed=False) for value in (0.5, 1200)] == ["0.5", "1,200"]


def test_json_there_and_back() -> None:
    for values in VALUES.values():
        assert Kpi.from_json(kpi(values).to_json()) == kpi(values)
