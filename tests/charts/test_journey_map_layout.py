"""No text leaves its cell, no two texts overlap, whatever the map holds."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.journey_map import JourneyMap, Pain, Stage, Touchpoint
from charts.journey_map.columns import rows_of_stages
from charts.journey_map.layout import lay_map
from charts.journey_map.picture import journey_map_scene
from tests.charts.maps import NAMES, SHAPES, journey, touchpoint
from tests.charts.scenes import check


@pytest.mark.parametrize("counts", SHAPES.values(), ids=SHAPES.keys())
@pytest.mark.parametrize("names", [NAMES, *((name,) for name in NAMES)], ids=lambda n: n[0][:12])
def test_texts_stay_in_their_cells(counts: tuple[int, ...], names: tuple[str, ...]) -> None:
    if len(names) == 1 and sum(counts) > 20:
        counts = counts[:3]
    check(journey_map_scene(journey(counts, names)))


@settings(max_examples=60, deadline=None)
@given(
    names=st.lists(st.text(max_size=120), min_size=1, max_size=6),
    counts=st.lists(st.integers(0, 7), min_size=1, max_size=6),
)
def test_any_names_stay_in_their_cells(names: list[str], counts: list[int]) -> None:
    check(journey_map_scene(journey(tuple(counts), tuple(names))))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=14))
def test_rows_keep_every_stage_in_order(counts: list[int]) -> None:
    stages = tuple(
        Stage(str(i), None, None, tuple(touchpoint(k, "x") for k in range(count)))
        for i, count in enumerate(counts)
    )
    rows = rows_of_stages(stages)
    assert [stage for row in rows for stage in row] == list(stages)
    assert all(rows)


def test_twelve_stages_grow_downward_and_keep_the_width() -> None:
    five, twelve = lay_map(journey((2,) * 5)), lay_map(journey((2,) * 12))
    assert [len(row.stages) for row in twelve.rows] == [4, 4, 4]
    assert twelve.width == five.width
    assert twelve.height > 2 * five.height


def test_cards_and_pains_stay_in_their_column_and_apart() -> None:
    for row in lay_map(journey(SHAPES["twelve stages"])).rows:
        for column in row.stages:
            boxes = [*(c.box for c in column.cards), *(e.box for e in column.pains)]
            assert all(column.column.contains(box) for box in boxes)
            assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))


def test_every_touchpoint_has_a_card_and_a_place_on_the_curve() -> None:
    data = journey(SHAPES["three stages"])
    rows = lay_map(data).rows
    cards = [card.touchpoint for row in rows for column in row.stages for card in column.cards]
    moments = [moment.touchpoint for row in rows if row.plot for moment in row.plot.moments]
    assert cards == moments == data.touchpoints


def test_stage_names_and_worst_moment_are_large_enough_for_a_preview() -> None:
    data = journey((4, 4, 4, 4, 4), ("Awareness", "Research", "Post-purchase", "Loyalty"))
    scene = journey_map_scene(data)
    preview = 400 / scene.width

    def size(text: str) -> float:
        return max(line.type.size for line in scene.lines if line.text == text)

    assert size("Post-purchase") * preview >= 7
    worst = data.worst
    assert worst is not None
    assert size(f"{worst.number} \u22122.0") * preview >= 6.5


def test_an_empty_map_invites_the_next_step() -> None:
    def words(data: JourneyMap) -> str:
        return " ".join(line.text for line in journey_map_scene(data).lines)

    assert "/journey stages" in words(journey(()))
    assert "No touchpoint yet" in words(journey((0,)))
    assert "/touchpoint" in words(journey((0,)))
    unseen = Stage("Research", None, None, (touchpoint(100 - 100, "Shop", 0),))
    assert "Not observed yet" in words(JourneyMap("A", "", "", (unseen,)))


def test_everything_that_is_known_is_said() -> None:
    point = Touchpoint(
        number="T-7",
        name="Checkout",
        channel="app",
        department="Sales",
        moment_of_truth=False,
        significance=3,
        evidence="reported once",
        heat=4.2,
        planned=1.0,
        observed=-0.8,
        observed_n=13,
        pains=(Pain("P-1", "Slow", 4.2, 6, "Planned"), Pain("P-2", "Dear", 9.9, 1, "New")),
    )
    data = JourneyMap("Shop", "Goal", "1 May", (Stage("Buy", "Quickly", "Bottom", (point,)),))
    words = [line.text for line in journey_map_scene(data).lines]
    for expected in (
        "Shop", "Goal", "as of 1 May", "Buy", "Funnel: Bottom", "Quickly",
        "Checkout", "App \u00b7 Sales", "reported once", "n 13", "4.2",
        "P-1 \u00b7 T-7", "Slow", "6 sightings \u00b7 Planned", "1 sighting \u00b7 New",
        "delighted", "gives up", "T-7 \u22120.8",
    ):  # fmt: skip
        assert expected in words, expected
    assert words.count("T-7") == 2, "on the card and under the curve"
    assert words.index("P-2 \u00b7 T-7") < words.index("P-1 \u00b7 T-7"), "the hottest comes first"
    hottest = words.index("Hottest pain point")
    assert words[hottest + 1 : hottest + 3] == ["9.9", "Dear"]


def test_a_badge_of_two_lines_keeps_the_people_together() -> None:
    points = tuple(
        replace(touchpoint(n, "Shop", 0), evidence=f"{n} sightings by 3 people") for n in (4, 14)
    )
    stages = tuple(Stage(name, None, None, points) for name in ("Before", "Buy", "After"))
    part = JourneyMap("A", "", "", stages, view="stages", shown=(0, 3))
    lines = [line.text for line in journey_map_scene(part).lines]
    assert {"14 sightings", "by 3 people"} <= set(lines)
    assert not {"people", "3 people", "4 sightings by 3"} & set(lines)


def test_only_the_hottest_are_listed_and_the_rest_is_counted() -> None:
    pains = tuple(Pain(f"P-{i}", f"Pain {i}", float(i), 1, "New") for i in range(9))
    point = replace(touchpoint(1, "A", 0), pains=pains)
    filler = tuple(Stage(str(i), None, None, ()) for i in range(4))
    data = JourneyMap("A", "", "", (Stage("S", None, None, (point,)), *filler))
    words = [line.text for line in journey_map_scene(data).lines]
    assert [w for w in words if w.startswith("Pain ") and w[5:].isdigit()] == [
        "Pain 8", "Pain 8", "Pain 7", "Pain 6",
    ]  # fmt: skip
    assert "and 6 cooler" in words
