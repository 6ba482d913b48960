"""All of the map's other pictures: whatever people write fits, and a phone can show it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.catalogue import CHARTS
from charts.page import WIDTH
from charts.scene import Scene
from charts.theme import DARK
from tests.charts import worlds
from tests.charts.scenes import check, smallest
from tests.charts.worlds import COUNTS, LONG, NAMES, SHAPES, USUAL

Make = Callable[[tuple[str, ...]], Any]
DATA: dict[str, Make] = {
    **{f"emotion_curve {shape}": partial(worlds.curve, SHAPES[shape]) for shape in SHAPES},
    **{f"flow {shape}": partial(worlds.the_flow, SHAPES[shape]) for shape in SHAPES},
    "heatmap nothing": partial(worlds.heat, 0, 0),
    "heatmap one": partial(worlds.heat, 1, 1),
    "heatmap some": partial(worlds.heat, 5, 4),
    "heatmap all": partial(worlds.heat, 12, 11),
    "empathy_map nothing": partial(worlds.empathy, 0),
    "empathy_map one": partial(worlds.empathy, 1),
    "empathy_map many": partial(worlds.empathy, 9),
    "persona_card": worlds.persona,
    "persona_card nothing": lambda _: worlds.persona(None),
    **{f"funnel {shape}": partial(worlds.the_funnel, COUNTS[shape]) for shape in COUNTS},
    **{
        f"comparison {shape}": partial(worlds.compared, counts, len(counts))
        for shape, counts in SHAPES.items()
    },
    "comparison many": partial(worlds.compared, (4, 4), 40),
}


def scene(name: str, data: object) -> Scene:
    return CHARTS[name.split(" ", maxsplit=1)[0]].scene(data)


@pytest.mark.parametrize("names", [USUAL, NAMES, LONG], ids=["usual", "hard", "long"])
@pytest.mark.parametrize("name", DATA)
def test_texts_stay_in_their_cells_and_apart(name: str, names: tuple[str, ...]) -> None:
    drawn = scene(name, DATA[name](names))
    check(drawn)
    assert drawn.width == WIDTH
    assert smallest(drawn) >= 9


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.text(max_size=80), min_size=1, max_size=4), st.lists(st.integers(0, 4), max_size=3)
)
def test_any_words_stay_in_their_cells(names: list[str], counts: list[int]) -> None:
    words, shape = tuple(names), tuple(counts)
    check(scene("emotion_curve", worlds.curve(shape, words)))
    check(scene("flow", worlds.the_flow(shape, words)))
    check(scene("heatmap", worlds.heat(len(shape), len(set(words)), words)))
    check(scene("empathy_map", worlds.empathy(len(shape), words)))
    check(scene("persona_card", worlds.persona(words)))
    check(scene("funnel", worlds.the_funnel(shape, words)))
    check(scene("comparison", worlds.compared(shape, len(shape), words)))


@pytest.mark.parametrize("name", DATA)
def test_json_there_and_back(name: str) -> None:
    data = DATA[name](NAMES)
    assert CHARTS[name.split(" ", maxsplit=1)[0]].read(data.to_json()) == data


@pytest.mark.parametrize("name", ["emotion_curve", "flow", "heatmap", "funnel", "comparison"])
def test_dark_paper_is_dark(name: str) -> None:
    first = next(make for known, make in DATA.items() if known.startswith(name))
    assert CHARTS[name].scene(first(USUAL), theme=DARK).background == DARK.paper
