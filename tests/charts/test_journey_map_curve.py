"""The emotion curve: breaks where nothing is known, never beyond what was felt."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from charts.journey_map import JourneyMap, Stage
from charts.journey_map.curve import emotion_level, monotone, runs
from charts.journey_map.layout import lay_map
from tests.charts.maps import touchpoint


def test_lines_break_where_nothing_is_known() -> None:
    assert runs([(0, 1.0), (1, 2.0), (2, None), (3, 4.0)]) == [[(0, 1.0), (1, 2.0)], [(3, 4.0)]]


def test_lines_break_at_a_stage_without_touchpoints() -> None:
    seen, empty = (touchpoint(1, "a"), touchpoint(2, "b")), Stage("None", None, None, ())
    stages = (Stage("One", None, None, seen), empty, Stage("Three", None, None, seen))
    (row,) = lay_map(JourneyMap("A", "", "", stages)).rows
    assert row.plot
    assert [len(stretch) for stretch in runs(row.plot.observed)] == [2, 2]


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=20))
def test_the_curve_stays_between_its_points(values: list[float]) -> None:
    points = [(float(i * 10), value) for i, value in enumerate(values)]
    handles = monotone(points)
    assert len(handles) == 3 * (len(points) - 1)
    for index, ((_, before), (_, after)) in enumerate(pairwise(points)):
        low, high = min(before, after) - 1e-9, max(before, after) + 1e-9
        assert all(low <= y <= high for _, y in handles[3 * index : 3 * index + 3])


def test_delighted_is_above_neutral_above_gives_up_and_the_scale_ends_there() -> None:
    (row,) = lay_map(JourneyMap("A", "", "", (Stage("One", None, None, ()),))).rows
    assert row.plot
    box = row.plot.box
    assert emotion_level(box, 2) < emotion_level(box, 0) < emotion_level(box, -2)
    assert emotion_level(box, 9) == emotion_level(box, 2)
