"""The gallery in the docs shows what the program draws today."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from charts import catalogue
from commands.chart.known import KNOWN
from docs import gallery
from docs.gallery import Exhibit
from tests.charts.scenes import PREVIEW, check, smallest

DOCS = Path(__file__).parents[2] / "docs"
TOLERANCE = 4.0
"""Mean difference of 255; few colours in the kept file make about 1, a moved box more than this."""

MAP, POSTER = "journey_map", "map-poster"


@pytest.fixture(scope="module")
def exhibits() -> list[Exhibit]:
    return gallery.exhibits()


def preview(picture: Image.Image) -> np.ndarray:
    """As a phone shows it."""
    height = round(picture.height * PREVIEW / picture.width)
    return np.asarray(picture.convert("RGB").resize((PREVIEW, height)), dtype=float)


def test_its_pictures_are_what_is_drawn_today(exhibits: list[Exhibit]) -> None:
    for one in exhibits:
        drawn = Image.open(io.BytesIO(catalogue.draw(one.chart, one.data.to_json())))
        kept = Image.open(DOCS / "pictures" / one.file)
        assert kept.size == drawn.size, f"{one.file}: make pictures draws it anew"
        difference = np.abs(preview(kept) - preview(drawn)).mean()
        assert difference < TOLERANCE, f"{one.file} differs by {difference:.1f}: make pictures"


def test_its_page_is_what_is_written_today(exhibits: list[Exhibit]) -> None:
    assert (DOCS / "gallery.md").read_text(encoding="utf-8") == gallery.page(exhibits)


def test_its_pictures_fit_and_can_be_read_on_a_phone(exhibits: list[Exhibit]) -> None:
    for one in exhibits:
        chart = catalogue.CHARTS[one.chart]
        scene = chart.scene(one.data)
        check(scene)
        least = 8 if one.chart == MAP else 9
        assert one.name == POSTER or smallest(scene) >= least, one.name


def test_every_chart_that_can_be_asked_for_is_in_it(exhibits: list[Exhibit]) -> None:
    assert {one.name for one in exhibits if one.charted} == {known.name for known in KNOWN}


def test_a_moved_picture_is_noticed(exhibits: list[Exhibit]) -> None:
    one = next(one for one in exhibits if one.name == "persona")
    drawn = Image.open(io.BytesIO(catalogue.draw(one.chart, one.data.to_json())))
    moved = Image.new("RGB", drawn.size, "white")
    moved.paste(drawn, (0, 40))
    assert np.abs(preview(moved) - preview(drawn)).mean() > TOLERANCE
