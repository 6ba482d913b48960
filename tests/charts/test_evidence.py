"""Votes against heat: right quadrants, points where their numbers are, nothing overlapping."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.evidence import Evidence, Place, Point, evidence_alt_text
from charts.evidence.picture import evidence_scatter, evidence_scene
from charts.scatter.picture import lay_scatter
from tests.charts.maps import NAMES
from tests.charts.scatters import check_plot
from tests.charts.scenes import check, smallest, words
from tests.charts.votes import DOTS, LONG, TITLES, evidence

FOUR = Evidence(
    "Votes",
    "",
    (
        Point("P-1 Both", 9, 40.0),
        Point("P-2 Loved", 8, 1.0),
        Point("P-3 Hot", 1, 30.0),
        Point("P-4 Quiet", 0, 2.0),
    ),
)


def test_the_quadrants_tell_votes_from_evidence() -> None:
    assert [FOUR.place(point) for point in FOUR.points] == [
        Place.BOTH,
        Place.POPULAR,
        Place.FREQUENT,
        Place.NEITHER,
    ]
    assert FOUR.even_share == 4.5
    assert FOUR.middle_heat == 16.0


def test_what_lies_on_a_line_is_not_above_it() -> None:
    points = tuple(
        Point(f"P-{n}", dots, heat) for n, dots, heat in ((1, 2, 5), (2, 1, 3), (3, 3, 9))
    )
    data = Evidence("", "", points)
    assert data.place(points[0]) is Place.NEITHER


@pytest.mark.parametrize("names", [TITLES, NAMES, LONG], ids=["usual", "hard", "long"])
@pytest.mark.parametrize("dots", DOTS.values(), ids=DOTS.keys())
def test_nothing_overlaps(dots: tuple[int, ...], names: tuple[str, ...]) -> None:
    data = evidence(dots, names)
    scene = evidence_scene(data)
    check(scene)
    check_plot(evidence_scatter(data))
    assert names is not TITLES or smallest(scene) >= 9


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=150), st.integers(0, 3000), st.floats(0, 500)), max_size=20)
)
def test_nothing_overlaps_whatever_was_voted(rows: list[tuple[str, int, float]]) -> None:
    data = Evidence("Any", "", tuple(Point(*row) for row in rows))
    check(evidence_scene(data))
    check_plot(evidence_scatter(data))


def test_the_lines_are_explained_in_the_picture() -> None:
    told = words(evidence_scene(FOUR))
    assert "more dots than an even share (4.5 each)" in told
    assert "middle of the list (median 16.0)" in told
    assert all(place in told for place in Place)


def test_all_alike_is_said_and_nothing_is_called_unvoted() -> None:
    for points, said in (
        ((), "nothing to vote on"),
        ((Point("A", 3, 2.0),), "only one option"),
        ((Point("A", 3, 2.0), Point("B", 3, 9.0)), "the same number of dots"),
        ((Point("A", 0, 2.0), Point("B", 0, 9.0)), "No dot was put on anything"),
        ((Point("A", 1, 2.0), Point("B", 3, 2.0)), "equally hot"),
    ):
        data = Evidence("Votes", "", points)
        told, alt = words(evidence_scene(data)), evidence_alt_text(data)
        for text in (told, alt):
            assert said in text
            assert "unvoted" not in text
            assert "Popular" not in text


def test_a_long_list_shows_every_title_and_number() -> None:
    data = evidence(DOTS["twenty"])
    told = words(evidence_scene(data))
    for point in data.points:
        number, _, title = point.label.partition(" ")
        assert told.count(number) >= 2, f"{number} belongs to the plot and to the list"
        assert title.split()[0] in told
        assert (
            f"{point.dots} dot{'' if point.dots == 1 else 's'} \u00b7 heat {point.heat:.1f}" in told
        )


def test_a_crowd_without_dots_is_one_point() -> None:
    """Twelve cold ones that nobody voted for: their points and titles would hide the rest."""
    hot = [Point(f"P-{n} Met often {n}", n, 10.0 * n) for n in range(13, 21)]
    cold = [Point(f"P-{n} Met once {n}", 0, n / 10) for n in range(1, 13)]
    data = Evidence("Votes", "", (*cold, *hot))
    scatter = evidence_scatter(data)
    check_plot(scatter)
    check(evidence_scene(data))
    told = " ".join(words(evidence_scene(data)).split())
    folded = ", ".join(f"P-{n}" for n in range(10, 0, -1))
    assert len(scatter.spots) == 20 - 10 + 1
    assert f"Nobody put a dot on {folded}" in told
    assert "heat 0.1 to 1.0" in told


def test_few_options_bear_their_titles_in_the_plot() -> None:
    layout = lay_scatter(evidence_scatter(FOUR), "", 0, 0)
    assert not layout.labelling.listed
    assert "Loved" in words(evidence_scene(FOUR))


def test_the_alt_text_says_the_same() -> None:
    text = evidence_alt_text(FOUR)
    assert "an even share of 4.5 dots" in text
    assert "median heat of 16.0" in text
    assert "Frequent but unvoted: P-3 Hot (1 dot, heat 30.0)." in text
    assert "Popular but rare: P-2 Loved (8 dots, heat 1.0)." in text


@pytest.mark.parametrize("dots", DOTS.values(), ids=DOTS.keys())
def test_the_alt_text_fits(dots: tuple[int, ...]) -> None:
    assert len(evidence_alt_text(evidence(dots, LONG))) <= 1000


def test_json_there_and_back() -> None:
    assert Evidence.from_json(FOUR.to_json()) == FOUR
