"""The alt text: whole sentences, the picture's numbers, at most a thousand characters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.journey_map import JourneyMap, Stage, journey_map_alt_text
from charts.sentences import listed, sentences, shortened
from tests.charts.maps import SHAPES, journey, touchpoint


def test_says_what_the_picture_shows_in_numbers() -> None:
    points = (touchpoint(121, "Checkout", 2), touchpoint(122, "Delivery", 1))
    text = journey_map_alt_text(
        JourneyMap("Shop", "", "21 Nov 2026", (Stage("Purchase", None, None, points),))
    )
    assert text.startswith("Customer journey map “Shop” with 1 stage (Purchase) and 2 touchpoints.")
    assert "Delivery (T-122), observed emotion +2.0 from 122 sightings, “Delivery”." in text
    assert "Worst moment: Checkout (T-121), observed emotion \u22122.0" in text
    assert "Hottest of 3 pain points: " in text
    assert text.endswith("As of 21 Nov 2026.")


@pytest.mark.parametrize("counts", SHAPES.values(), ids=SHAPES.keys())
def test_is_whole_sentences_at_any_size(counts: tuple[int, ...]) -> None:
    text = journey_map_alt_text(journey(counts))
    assert text.startswith("Customer journey map")
    assert text.endswith(".")
    assert len(text) <= 1000
    assert "  " not in text


def test_empty_maps_say_so() -> None:
    nothing = journey_map_alt_text(JourneyMap("", "", "", ()))
    assert nothing == "Customer journey map “Untitled journey”, still without stages."
    empty = journey_map_alt_text(JourneyMap("A", "", "", (Stage("B", None, None, ()),)))
    assert "1 stage (B) and no touchpoint yet." in empty
    assert "No pain point has been reported yet." in empty


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(max_size=3000), min_size=1, max_size=3), st.integers(0, 14))
def test_any_names_fit(names: list[str], stages: int) -> None:
    text = journey_map_alt_text(journey((2,) * stages, tuple(names)))
    assert 0 < len(text) <= 1000
    assert text.startswith("Customer journey map")


def test_small_help() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert shortened("one two three", 9) == "one two…"
    assert sentences(["One.", "", "Two is long.", "Three."], 12) == "One. Three."
