"""RICE, ICE, Ulwick, quadrants and disagreement against published examples and their laws."""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.priority_matrix import Point
from storage.opportunity import frameworks
from storage.opportunity.frameworks import Period, Quadrant

SCORES = st.lists(st.integers(1, 5), min_size=1, max_size=40)
MEANS = st.floats(1, 5)
TENTHS = st.floats(0, 10)


@pytest.mark.parametrize(
    ("reach", "impact", "confidence", "effort", "expected"),
    [
        # The estimates of the three projects in Intercom's article; the scores follow from them.
        (500 * 0.3 * 3, 3, 100, 2, 675),
        (2000, 1, 80, 4, 400),
        (800, 2, 50, 1, 800),
        # A worked example with its result: 2,000 a quarter, high, 80 %, 4 person-months.
        (2000, 2, 80, 4, 800),
    ],
)
def test_rice_as_published(
    reach: float, impact: float, confidence: int, effort: float, expected: float
) -> None:
    found = frameworks.rice(reach=reach, impact=impact, confidence=confidence, effort=effort)
    assert found == pytest.approx(expected)


def test_little_effort_counts_as_half_a_person_month_and_none_is_refused() -> None:
    def rice(effort: float) -> float:
        return frameworks.rice(reach=100, impact=1, confidence=100, effort=effort)

    assert rice(0.1) == rice(0.5) == 200
    for effort in (0, -1):
        with pytest.raises(ValueError, match="more than nothing"):
            rice(effort)


@given(
    st.floats(1, 1e9),
    st.sampled_from(list(frameworks.IMPACTS)),
    st.sampled_from(frameworks.CONFIDENCES),
    st.floats(0.5, 1000),
)
def test_rice_grows_with_reach_and_shrinks_with_effort(
    reach: float, impact: float, confidence: int, effort: float
) -> None:
    def rice(reach: float, effort: float) -> float:
        return frameworks.rice(reach=reach, impact=impact, confidence=confidence, effort=effort)

    assert rice(2 * reach, effort) == pytest.approx(2 * rice(reach, effort))
    assert rice(reach, 2 * effort) == pytest.approx(rice(reach, effort) / 2)


def test_reach_of_any_period_is_counted_a_month() -> None:
    assert frameworks.a_month(3000, Period.MONTH) == 3000
    assert frameworks.a_month(9000, Period.QUARTER) == 3000
    assert frameworks.a_month(36000, Period.YEAR) == 3000
    assert frameworks.a_month(300, Period.WEEK) == 1300


def test_ice_is_the_product() -> None:
    assert frameworks.ice(impact=8, confidence=7, ease=6) == 336
    assert frameworks.ice(impact=10, confidence=10, ease=10) == 1000
    assert frameworks.ice(impact=1, confidence=1, ease=1) == 1


@pytest.mark.parametrize(
    ("importance", "satisfaction", "expected"),
    # A product team's published survey, and the corners of the scale.
    [(9, 4, 14), (8, 6, 10), (10, 5, 15), (10, 0, 20), (0, 10, 0), (5, 9, 5)],
)
def test_ulwick_as_published(importance: float, satisfaction: float, expected: float) -> None:
    assert frameworks.ulwick(importance=importance, satisfaction=satisfaction) == expected


@given(TENTHS, TENTHS)
def test_ulwick_stays_within_its_scale_and_ignores_more_than_enough(
    importance: float, satisfaction: float
) -> None:
    found = frameworks.ulwick(importance=importance, satisfaction=satisfaction)
    assert importance <= found <= 20
    if satisfaction >= importance:
        assert found == importance


def test_the_top_two_boxes_and_not_the_mean() -> None:
    # Both have a mean of 3.
    assert frameworks.top_two_box([3, 3, 3, 3]) == 0
    assert frameworks.top_two_box([1, 1, 5, 5]) == 0.5
    assert frameworks.top_two_box([4, 5, 3]) == pytest.approx(2 / 3)
    with pytest.raises(ValueError, match="nothing"):
        frameworks.top_two_box([])


@given(SCORES)
def test_the_spread_is_the_samples(scores: list[int]) -> None:
    found = frameworks.disagreement(scores)
    assert found.n == len(scores)
    assert found.mean == pytest.approx(statistics.fmean(scores))
    if len(scores) == 1:
        assert found.sd is None
    else:
        squares = sum((score - found.mean) ** 2 for score in scores)
        assert found.sd == pytest.approx(math.sqrt(squares / (len(scores) - 1)))


@given(SCORES)
def test_discuss_is_said_exactly_where_the_rule_says(scores: list[int]) -> None:
    found = frameworks.disagreement(scores)
    apart = max(scores) - min(scores) >= 3
    wide = len(scores) > 1 and statistics.stdev(scores) >= 1.2
    assert found.discuss == (len(scores) >= 4 and (apart or wide))


def test_few_scores_are_not_called_a_disagreement() -> None:
    assert not frameworks.disagreement([1, 5, 5]).discuss
    assert frameworks.disagreement([1, 5, 5, 5]).discuss
    # A range of 2 whose deviation is not wide, and one that is close to it.
    assert not frameworks.disagreement([2, 2, 4, 4]).discuss
    with pytest.raises(ValueError, match="Nobody"):
        frameworks.disagreement([])


def test_quadrants_are_parted_at_the_midpoint() -> None:
    assert frameworks.quadrant(value=4, effort=2) is Quadrant.QUICK_WIN
    assert frameworks.quadrant(value=4, effort=4) is Quadrant.BIG_BET
    assert frameworks.quadrant(value=2, effort=2) is Quadrant.FILL_IN
    assert frameworks.quadrant(value=2, effort=4) is Quadrant.TIME_SINK
    assert frameworks.quadrant(value=3, effort=3) is Quadrant.FILL_IN


@given(MEANS, MEANS)
def test_words_and_picture_name_the_same_quadrant(value: float, effort: float) -> None:
    point = Point(label="O-1", value=value, effort=effort, heat=0, discuss=False)
    said = frameworks.quadrant(value=value, effort=effort)
    assert said.value == point.quadrant.value
