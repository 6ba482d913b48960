"""The map's layers, presets, filters and parts: what shows, where, and how it is told."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from charts.journey_map import (
    LAYERS,
    PRESETS,
    JourneyMap,
    Note,
    Pain,
    Stage,
    journey_map_alt_text,
    parts,
)
from charts.journey_map.layout import lay_map
from charts.journey_map.picture import journey_map_scene
from tests.charts.maps import NAMES, SHAPES, journey, touchpoint
from tests.charts.scenes import check, smallest, words

LANES = {
    "goals": "goal",
    "emotions": "Emotion",
    "kpis": "KPIs",
    "pains": "Hottest pain",
    "decisions": "Opportunities",
    "say": "What to say",
    "actions": "actions",
    "touchpoints": "Touchpoints",
}
USUAL = journey((4, 3, 2))


def lanes(data: JourneyMap) -> str:
    (row,) = lay_map(data).rows
    return " ".join(" ".join(label.lines) for label in row.lanes)


@pytest.mark.parametrize("layer", LANES)
def test_each_layer_can_be_shown_alone(layer: str) -> None:
    alone = replace(USUAL, layers=(layer,))
    check(journey_map_scene(alone))
    assert LANES[layer] in lanes(alone)
    assert len(lay_map(alone).rows[0].lanes) == 1
    assert LANES[layer] not in words(journey_map_scene(replace(alone, layers=("departments",))))


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("shape", ["three stages", "one empty stage", "one stage of 15"])
def test_presets_hold_any_content(preset: str, shape: str) -> None:
    check(journey_map_scene(replace(journey(SHAPES[shape]), layers=PRESETS[preset])))


def test_leaders_see_decisions_and_no_cards() -> None:
    leaders = replace(USUAL, layers=PRESETS["leaders"])
    told = words(journey_map_scene(leaders))
    assert "Best moment" in told
    assert "Planned" in told
    assert not any(column.cards for column in lay_map(leaders).rows[0].stages)
    assert lay_map(leaders).height < 0.75 * lay_map(USUAL).height


def test_the_frontline_sees_what_to_say_and_no_curve() -> None:
    frontline = replace(USUAL, layers=PRESETS["frontline"])
    assert lay_map(frontline).rows[0].plot is None
    told = words(journey_map_scene(frontline))
    assert "What to say" in told
    assert "Best moment" not in told


def test_departments_go_from_the_cards() -> None:
    without = replace(USUAL, layers=tuple(each for each in LAYERS if each != "departments"))
    assert "Rechtsabteilung" in words(journey_map_scene(USUAL))
    assert "Rechtsabteilung" not in words(journey_map_scene(without))


def test_lanes_without_any_content_take_no_room() -> None:
    bare = Stage("A", None, None, (replace(touchpoint(2, "B"), action=""),))
    told = words(journey_map_scene(JourneyMap("A", "", "", (bare,))))
    assert "What to say" not in told
    assert "Decided" not in told


def test_best_and_worst_moment_are_told_in_the_customers_words() -> None:
    best = USUAL.best
    assert best is not None
    said = replace(best, quote="They waved at me")
    stages = tuple(
        replace(s, touchpoints=tuple(said if p is best else p for p in s.touchpoints))
        for s in USUAL.stages
    )
    data = replace(USUAL, stages=stages)
    assert "\u201cThey waved at me\u201d" in words(journey_map_scene(data))
    assert "They waved at me" in journey_map_alt_text(data)


def test_a_spread_is_drawn_around_the_line_and_explained() -> None:
    seen = [replace(touchpoint(i, "A", 0), observed=0.5, spread=0.5) for i in range(3)]
    one = Stage("A", None, None, tuple(seen))
    (row,) = lay_map(JourneyMap("A", "", "", (one,))).rows
    assert row.plot is not None
    level = row.plot.level
    assert all(moment.band == (level(1.0), level(0.0)) for moment in row.plot.moments)
    assert "SD" in words(journey_map_scene(JourneyMap("A", "", "", (one,))))
    plain = Stage("A", None, None, tuple(replace(point, spread=None) for point in seen))
    assert "SD" not in words(journey_map_scene(JourneyMap("A", "", "", (plain,))))


def test_a_narrowed_map_says_so_and_invites_nobody_to_fill_it() -> None:
    data = replace(journey((0, 1)), filters="persona Mara")
    told = words(journey_map_scene(data))
    assert "persona Mara" in told
    assert "No touchpoint yet" not in told
    assert "Only persona Mara." in journey_map_alt_text(data)


@pytest.mark.parametrize("names", [NAMES, NAMES[1:2], NAMES[3:4]], ids=lambda n: n[0][:9])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_conversation_gets_pictures_that_a_phone_can_show(
    shape: str, names: tuple[str, ...]
) -> None:
    whole = journey(SHAPES[shape], names)
    pictures = parts(whole)
    shown = [each for each in pictures if each.view == "stages"]
    assert [stage for each in shown for stage in each.columns] == list(whole.stages)
    assert [each.opens for each in pictures] == [True] + [False] * (len(pictures) - 1)
    for each in pictures:
        scene = journey_map_scene(each)
        check(scene)
        assert smallest(scene) >= 8
        assert len(journey_map_alt_text(each)) <= 1000


def test_a_long_map_begins_with_its_curve_as_a_whole() -> None:
    long = journey(SHAPES["twelve stages"])
    first, second, *_ = parts(long)
    assert (first.view, first.shown) == ("overview", None)
    drawn = [m.touchpoint for row in lay_map(first).rows if row.plot for m in row.plot.moments]
    assert drawn == long.touchpoints
    assert "Best moment" in words(journey_map_scene(first))
    assert "Best moment" not in words(journey_map_scene(second))
    assert "12 stages" in journey_map_alt_text(first)
    assert "stages 1\u20133 of 12" in journey_map_alt_text(second)
    assert "stages 1\u20133 of 12" in words(journey_map_scene(second))


def test_without_its_curve_a_long_map_begins_with_its_first_stages() -> None:
    first, *further = parts(replace(journey((4,) * 5), layers=PRESETS["frontline"]))
    assert first.shown == (0, 3)
    assert "Hottest pain point" in words(journey_map_scene(first)).split("Hottest pain points")[0]
    assert [each.opens for each in further] == [False]


def test_alt_text_of_a_first_picture_keeps_to_its_stages_and_to_the_tile() -> None:
    whole = replace(journey((4,) * 5), layers=PRESETS["frontline"])
    point = whole.stages[4].touchpoints[0]
    hot = replace(
        point, pains=tuple(Pain(f"P-90{k}", "Far away", 900.0 + k, 3, "New") for k in (1, 2))
    )
    last = replace(whole.stages[4], touchpoints=(hot,))
    first, second = parts(replace(whole, stages=(*whole.stages[:4], last)))
    tile, here = (
        journey_map_alt_text(first).split("Hottest of the whole map: ")[1].split("Hottest of ")
    )
    assert "P-902" in tile
    assert "P-90" not in here
    assert "P-902" in words(journey_map_scene(first))
    assert "the whole map" not in journey_map_alt_text(second)
    assert "P-901" in journey_map_alt_text(second)


def test_a_kpi_is_a_large_figure_with_its_name_and_one_line() -> None:
    note = Note(
        "K-1", "Orders: 39 %, target 42 %, all of it", "n 7", "Orders", "39 %", "no clear change"
    )
    old = Note("K-2", "Calls: 12, as a snapshot kept it")
    data = JourneyMap("A", "", "", (Stage("A", None, None, (), kpis=(note, old)),))
    assert JourneyMap.from_json(data.to_json()) == data
    (only,) = parts(data)
    scene = journey_map_scene(only)
    told = words(scene)
    assert "all of it" not in told
    assert "no clear change" in told
    assert "Calls: 12, as a snapshot" in told
    assert "all of it" in journey_map_alt_text(only)
    entries = {e.note.number: e for row in lay_map(only).rows for c in row.stages for e in c.notes}
    assert entries["K-1"].figure
    assert entries["K-1"].figure.type.size >= 1.5 * entries["K-2"].words.type.size


@pytest.mark.parametrize("counts", [(), (0,), (4, 3, 2)])
def test_a_short_map_stays_one_picture(counts: tuple[int, ...]) -> None:
    (only,) = parts(journey(counts))
    assert only.opens


def test_where_numbers_are_too_close_only_some_stand_under_the_curve() -> None:
    many = tuple(touchpoint(100 + number, "A", 0) for number in range(40))
    first, second = parts(JourneyMap("A", "", "", (Stage("A", None, None, many),) * 2))[1:]
    (row,) = lay_map(first).rows
    assert row.plot
    assert 10 < len(row.plot.ticks) < 40 == len(row.plot.moments)
    assert "T-" not in "".join(line for tick in row.plot.ticks for line in tick.number.lines)
    for each in (first, second):
        check(journey_map_scene(each))


def test_what_an_older_cairn_kept_can_be_read() -> None:
    kept = json.loads(journey((2, 1), NAMES[:2]).to_json())
    for name in ("layers", "filters", "shown", "kpis", "view"):
        del kept[name]
    for stage in kept["stages"]:
        del stage["decisions"], stage["say"], stage["kpis"]
        for point in stage["touchpoints"]:
            del point["action"], point["spread"], point["quote"]
            for pain in point["pains"]:
                del pain["votes"]
    check(journey_map_scene(JourneyMap.from_json(json.dumps(kept))))


def test_deciding_about_parts_needs_no_drawing_library() -> None:
    code = "import charts.journey_map, sys; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
