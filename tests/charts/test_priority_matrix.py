"""The priority matrix: formulas' quadrants, true places and sizes, nothing overlapping."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.geometry import Box
from charts.priority_matrix import (
    Point,
    PriorityMatrix,
    Quadrant,
    priority_matrix_alt_text,
)
from charts.priority_matrix.key import COLD, LARGEST, radius
from charts.priority_matrix.picture import matrix_scatter, priority_matrix_scene
from charts.scatter.picture import lay_scatter
from storage.opportunity.frameworks import quadrant
from tests.charts.maps import NAMES
from tests.charts.scatters import check_plot
from tests.charts.scenes import check, smallest, words
from tests.charts.votes import LONG, SCORES, TITLES, matrix


@pytest.mark.parametrize(
    ("value", "effort", "name"),
    [
        (4, 2, "Quick win"),
        (4, 4, "Big bet"),
        (2, 2, "Fill-in"),
        (2, 4, "Time sink"),
        (3, 3, "Fill-in"),
        (3.1, 3, "Quick win"),
    ],
)
def test_quadrants_have_the_names_that_the_scores_have(
    value: float, effort: float, name: str
) -> None:
    assert Point("O-1 A", value, effort, 0, discuss=False).quadrant == name
    assert quadrant(value=value, effort=effort) == name


def test_value_grows_to_the_right_and_effort_upward() -> None:
    layout = lay_scatter(matrix_scatter(matrix(SCORES["the corners"])), "", 0, 0)
    at = {mark.zone.name: mark.disc for mark in layout.marks}
    assert at[Quadrant.QUICK_WIN].x == at[Quadrant.BIG_BET].x > at[Quadrant.FILL_IN].x
    assert at[Quadrant.TIME_SINK].y == at[Quadrant.BIG_BET].y < at[Quadrant.FILL_IN].y
    for part in layout.frame.quadrants:
        assert part.box.contains(Box(at[part.zone.name].x, at[part.zone.name].y, 0, 0))
        assert part.box.contains(part.name.box)


@pytest.mark.parametrize("names", [TITLES, NAMES, LONG], ids=["usual", "hard", "long"])
@pytest.mark.parametrize("scores", SCORES.values(), ids=SCORES.keys())
def test_nothing_overlaps(scores: tuple[tuple[float, float], ...], names: tuple[str, ...]) -> None:
    data = matrix(scores, names)
    scene = priority_matrix_scene(data)
    check(scene)
    check_plot(matrix_scatter(data))
    assert names is not TITLES or smallest(scene) >= 9


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.builds(
            Point,
            st.text(max_size=150),
            st.floats(1, 5),
            st.floats(1, 5),
            st.floats(0, 500),
            st.booleans(),
        ),
        max_size=25,
    )
)
def test_nothing_overlaps_whatever_was_scored(points: list[Point]) -> None:
    data = PriorityMatrix("Any", "", tuple(points))
    check(priority_matrix_scene(data))
    check_plot(matrix_scatter(data))


def test_the_area_of_a_bubble_grows_with_the_heat() -> None:
    assert radius(50, 50) == LARGEST
    assert radius(25, 50) ** 2 == pytest.approx(LARGEST**2 / 2)
    assert radius(0, 50) == COLD
    spots = matrix_scatter(matrix(SCORES["eight"])).spots
    assert {spot.radius for spot in spots} == {
        radius(point.heat, 47.6) for point in matrix(SCORES["eight"]).points
    }


def test_the_key_names_only_what_is_there() -> None:
    warm = PriorityMatrix("A", "", (Point("O-1 A", 4, 2, 12.5, discuss=False),))
    told = words(priority_matrix_scene(warm))
    assert "heat 12.5" in told
    assert "no heat" not in told
    assert "discuss" not in told
    cold = PriorityMatrix("A", "", (Point("O-1 A", 4, 2, 0, discuss=True),))
    told = words(priority_matrix_scene(cold))
    assert "no heat" in told
    assert "discuss: scores lie far apart" in told


def test_a_long_list_tells_every_number() -> None:
    told = words(priority_matrix_scene(matrix(SCORES["a crowd"])))
    for point in matrix(SCORES["a crowd"]).points:
        discuss = " \u00b7 discuss" if point.discuss else ""
        assert f"heat {point.heat:.1f}{discuss}" in told
    assert told.count("\u00b7 discuss") == 7


def test_scores_near_the_middle_show_on_which_side_they_are() -> None:
    points = tuple(Point(f"O-{n} A", 4, 2.98, 1, discuss=False) for n in range(12))
    told = words(priority_matrix_scene(PriorityMatrix("A", "", points)))
    assert "value 4 \u00b7 effort 2.98" in told


def test_the_sign_stands_beside_its_point_and_leaves_it_visible() -> None:
    for mark in lay_scatter(matrix_scatter(matrix(SCORES["eight"])), "", 0, 0).marks:
        if mark.sign:
            away = ((mark.sign.x - mark.disc.x) ** 2 + (mark.sign.y - mark.disc.y) ** 2) ** 0.5
            assert away > mark.disc.radius
            assert away < mark.disc.radius + mark.sign.radius


def test_the_alt_text_says_the_same() -> None:
    text = priority_matrix_alt_text(matrix(SCORES["the corners"]))
    assert "4 opportunities. Both are means of scores from 1 to 5; high is above 3." in text
    assert "Quick win: P-3 Delivery window is a whole day, 7 to 21 (value 5, effort 1" in text
    assert "far apart for 1" in text
    assert "discuss)" in text


@pytest.mark.parametrize("scores", SCORES.values(), ids=SCORES.keys())
def test_the_alt_text_fits(scores: tuple[tuple[float, float], ...]) -> None:
    text = priority_matrix_alt_text(matrix(scores, LONG))
    assert len(text) <= 1000


def test_json_there_and_back() -> None:
    data = matrix(SCORES["eight"])
    assert PriorityMatrix.from_json(data.to_json()) == data
