"""The parts of scatter pictures: scales, placing labels, and what touches what."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from charts.geometry import Box
from charts.numerals import round_number
from charts.option_label import OptionLabel, set_label
from charts.scatter.choices import BESIDE_ANOTHER, Room, Wanted, choices_of
from charts.scatter.placing import place_labels
from charts.scatter.scale import measured, round_ticks
from charts.scatter.touching import Disc, cross, crosses_box, nearer, passed, touched
from charts.theme import PAGE_BODY

AREA = Box(0, 0, 300, 300)


def wanted(x: float, y: float, width: float = 60) -> Wanted:
    return Wanted(Disc(x, y, 8), AREA, [(width, 20.0)])


def test_a_label_stands_right_of_a_lonely_point() -> None:
    point = wanted(100, 100)
    placed = place_labels([point], Room(AREA, [point.disc], []), 50)
    assert placed
    assert placed[0].box.x == pytest.approx(112)
    assert placed[0].box.centre[1] == pytest.approx(100)
    assert placed[0].leader is None


def test_a_label_far_from_its_point_has_a_line() -> None:
    point = wanted(100, 100)
    around = [Disc(100 + dx, 100 + dy, 14) for dx in (-30, 0, 30) for dy in (-30, 0, 30)]
    placed = place_labels([point], Room(AREA, [point.disc, *around], []), 400)
    assert placed
    assert placed[0].leader is not None


def test_a_place_that_is_nearer_to_another_point_costs_more() -> None:
    point, other = wanted(100, 100), Disc(122, 92, 8)
    discs = [point.disc, other]
    told = choices_of(point, Room(AREA, discs, [], discs), 400)
    plain = {choice.placed: choice.cost for choice in choices_of(point, Room(AREA, discs, []), 400)}
    beside = nearer([choice.placed.box for choice in told], point.disc, [other])
    assert set(beside) == {0, 1}
    for choice, rivals in zip(told, beside, strict=True):
        assert choice.cost == pytest.approx(plain[choice.placed] + rivals * BESIDE_ANOTHER)


def test_what_has_no_room_is_not_placed() -> None:
    point = wanted(100, 100, width=400)
    assert place_labels([point], Room(AREA, [point.disc], []), 400) is None


def test_a_narrower_shape_is_taken_where_the_first_does_not_fit() -> None:
    point = Wanted(Disc(100, 100, 8), AREA, [(400.0, 20.0), (60.0, 40.0)])
    placed = place_labels([point], Room(AREA, [point.disc], []), 50)
    assert placed
    assert placed[0].shape == 1


def test_a_label_stays_in_its_own_quadrant_if_it_can() -> None:
    home = Box(0, 0, 110, 300)
    point = Wanted(Disc(100, 100, 8), home, [(60.0, 20.0)])
    placed = place_labels([point], Room(AREA, [point.disc], []), 50)
    assert placed
    assert home.contains(placed[0].box)


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=20), st.booleans(), st.floats(0, 1))
@example([0.0, 5e-324], False, 0.5)
@example([0.0, 0.004], False, 1.0)
def test_an_axis_holds_all_values_and_leaves_room_on_both_sides(
    values: list[float],
    whole: bool,  # noqa: FBT001
    at: float,
) -> None:
    line = min(values) + at * (max(values) - min(values))
    axis = measured("A", values, (line, "x"), whole=whole)
    assert axis.low < 0 <= max(values) <= axis.high
    assert all(0 <= tick <= axis.high for tick in axis.ticks)
    assert 1 <= len(axis.ticks) <= 7
    if axis.line is not None:
        assert 0.3 < axis.share(line) < 0.7
    assert len({round_number(tick) for tick in axis.ticks}) == len(axis.ticks)
    if whole:
        assert all(tick == int(tick) for tick in axis.ticks)


def test_ticks_are_round() -> None:
    assert round_ticks(-2, 49, whole=False) == (0, 10, 20, 30, 40)
    assert round_ticks(-2, 3.2, whole=True) == (0, 1, 2, 3)
    assert round_ticks(-1, 0.9, whole=False) == pytest.approx((0, 0.2, 0.4, 0.6, 0.8))


def test_what_touches_what() -> None:
    box = Box(10, 10, 10, 10)
    assert crosses_box(((0, 15), (30, 15)), box)
    assert not crosses_box(((0, 5), (30, 5)), box)
    assert not crosses_box(((0, 15), (9, 15)), box)
    assert cross(((0, 0), (10, 10)), ((0, 10), (10, 0)))
    assert not cross(((0, 0), (10, 10)), ((20, 0), (20, 10)))
    assert passed([((0, 0), (10, 0)), None], [Disc(5, 2, 3), Disc(5, 4, 3), Disc(15, 0, 4)]) == [
        1,
        0,
    ]
    assert Disc(5, 15, 6).touches(box)
    assert not Disc(5, 15, 4).touches(box)
    assert touched([box, Box(90, 90, 1, 1)], [Disc(5, 15, 4)], air=2) == [True, False]


def test_a_label_is_a_number_and_a_title() -> None:
    assert OptionLabel.of("P-12 Slow till") == OptionLabel("P-12", "Slow till")
    assert OptionLabel.of("Free coffee") == OptionLabel("", "Free coffee")
    assert OptionLabel.of("  ", "Unnamed option") == OptionLabel("", "Unnamed option")


def test_a_number_before_arabic_stands_on_the_right() -> None:
    label = OptionLabel.of("P-3 \u0627\u0644\u062f\u0641\u0639 T-5 \u0627\u0644\u0637\u0644\u0628")
    block = set_label(label, PAGE_BODY, 0, 0, 600, 3)
    assert block.lines[0].startswith("\u200fP-3")
    assert (
        not set_label(OptionLabel.of("P-3 Pay"), PAGE_BODY, 0, 0, 600, 3)
        .lines[0]
        .startswith("\u200f")
    )
