"""The vote's result: every number is the data's, equals look equal, all fits, all can be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.page import WIDTH
from charts.vote_result import Option, VoteResult, vote_result_alt_text
from charts.vote_result.layout import lay_result
from charts.vote_result.picture import vote_result_scene
from tests.charts.maps import NAMES
from tests.charts.scenes import check, smallest, words
from tests.charts.votes import DOTS, LONG, TITLES, result


@pytest.mark.parametrize("names", [TITLES, NAMES, LONG], ids=["usual", "hard", "long"])
@pytest.mark.parametrize("dots", DOTS.values(), ids=DOTS.keys())
def test_texts_stay_in_their_cells(dots: tuple[int, ...], names: tuple[str, ...]) -> None:
    check(vote_result_scene(result(dots, names)))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 10**6), max_size=20),
    st.lists(st.text(max_size=150), min_size=1, max_size=4),
    st.booleans(),
)
def test_any_vote_stays_in_its_cells(dots: list[int], names: list[str], quorum: bool) -> None:  # noqa: FBT001
    check(vote_result_scene(result(tuple(dots), tuple(names), quorum_met=quorum)))


@pytest.mark.parametrize("dots", DOTS.values(), ids=DOTS.keys())
def test_letters_are_large_enough_for_a_phone(dots: tuple[int, ...]) -> None:
    assert smallest(vote_result_scene(result(dots))) >= 9


def test_every_option_is_drawn_with_its_own_numbers() -> None:
    data = VoteResult(
        "What first?",
        "",
        (
            Option("P-2 Vouchers", 5, 5 / 12, 4, 2),
            Option("P-1 Shelf", 7, 7 / 12, 1, 1),
            Option("Nothing at all", 0, 0.0, 0, 3),
        ),
        4,
        9,
        False,
        "1 May",
        6,
    )
    rows = [
        (row.rank.lines, row.label.lines, row.dots.lines, row.detail.lines)
        for row in lay_result(data).rows
    ]
    assert rows == [
        (("1",), ("P-1 Shelf",), ("7 dots",), ("58 % \u00b7 1 voter",)),
        (("2",), ("P-2 Vouchers",), ("5 dots",), ("42 % \u00b7 4 voters",)),
        (("3",), ("Nothing at all",), ("0 dots",), ("0 % \u00b7 0 voters",)),
    ]
    told = words(vote_result_scene(data))
    for said in ("44 %", "4 of 9 voted", "Not met", "6 voters needed", "12", "on 3 options"):
        assert said in told


def test_bars_are_as_long_as_their_dots() -> None:
    rows = lay_result(result(DOTS["twenty"])).rows
    for row in rows:
        if not row.option.dots:
            assert row.bar is None
        elif row.option.dots > 1:  # a single dot is drawn round, a little longer
            assert row.bar is not None
            assert row.bar.w == pytest.approx(row.track.w * row.option.dots / 40)


def test_equals_have_one_rank_one_length_and_a_rail_of_their_own() -> None:
    layout = lay_result(result(DOTS["eight"]))
    assert [row.rank.lines[0] for row in layout.rows] == [
        "1",
        "=2",
        "=2",
        "4",
        "5",
        "=6",
        "=6",
        "8",
    ]
    first, second = layout.rows[1], layout.rows[2]
    assert first.bar
    assert second.bar
    assert first.bar.w == second.bar.w
    assert len(layout.ties) == 2
    assert layout.ties[0].contains(first.badge)
    assert layout.ties[0].contains(second.badge)
    assert not layout.ties[0].overlaps(layout.rows[0].badge)
    assert "tied" in words(vote_result_scene(result(DOTS["eight"])))
    assert "tied" not in words(vote_result_scene(result((3, 2, 1))))


def test_nothing_is_made_up_where_nothing_can_be_worked_out() -> None:
    unknown = words(vote_result_scene(result((3, 2), eligible=None, quorum_met=None)))
    assert "Participation" not in unknown
    assert "Quorum" not in unknown
    assert "42 people" in unknown
    nobody = words(vote_result_scene(result((0, 0), voters=0)))
    assert "0 of 60 voted" in nobody
    assert "No dot was put on anything." in nobody
    assert nobody.count("%") == 1
    assert "nothing to vote on" in words(vote_result_scene(result(())))


def test_twenty_options_keep_the_width_and_every_title() -> None:
    scene = vote_result_scene(result(DOTS["twenty"]))
    assert scene.width == WIDTH
    told = words(scene)
    assert all(f"P-{number} " in told for number in range(1, 21))
    assert "\u2026" not in told


def test_the_alt_text_says_the_same() -> None:
    text = vote_result_alt_text(result(DOTS["eight"]))
    assert "42 of 60 people voted (70 %); the quorum of 30 was met. 118 dots on 8 options." in text
    assert f"Rank 1: P-1 {TITLES[0]}, 31 dots (26 % of dots, 31 voters)." in text
    assert f"Rank 2, tied: P-2 {TITLES[1]}, 24 dots (20 % of dots, 24 voters)." in text
    assert text.endswith("As of 21 Nov 2026.")


@pytest.mark.parametrize("names", [TITLES, LONG], ids=["usual", "long"])
@pytest.mark.parametrize("dots", DOTS.values(), ids=DOTS.keys())
def test_the_alt_text_counts_what_it_leaves_out(
    dots: tuple[int, ...], names: tuple[str, ...]
) -> None:
    text = vote_result_alt_text(result(dots, names))
    assert len(text) <= 1000
    told = text.count("Rank ")
    if told < len(dots):
        left = len(dots) - told
        assert f"And {left} option{'s' if left > 1 else ''} more" in text


def test_json_there_and_back() -> None:
    for dots in DOTS.values():
        assert VoteResult.from_json(result(dots).to_json()) == result(dots)
