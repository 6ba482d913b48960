"""The charts by name: each is drawn from JSON, always the same, in light and dark, and kept."""

import hashlib
import io
import json
import os
import subprocess
import sys

import pytest
from PIL import Image
from pydantic import ValidationError

from charts import names
from charts.cache import PictureCache
from charts.catalogue import CHARTS, draw, png
from charts.theme import DARK
from tests.charts import kpis, worlds
from tests.charts.maps import journey
from tests.charts.votes import DOTS, SCORES, matrix, result
from tests.charts.votes import evidence as an_evidence

SAMPLES = {
    names.JOURNEY_MAP: journey((2, 1)).to_json(),
    names.VOTE_RESULT: result(DOTS["eight"]).to_json(),
    names.EVIDENCE: an_evidence(DOTS["eight"]).to_json(),
    names.PRIORITY_MATRIX: matrix(SCORES["eight"]).to_json(),
    names.EMOTION_CURVE: worlds.curve((3, 4)).to_json(),
    names.FLOW: worlds.the_flow((3, 4)).to_json(),
    names.HEATMAP: worlds.heat(3, 4).to_json(),
    names.EMPATHY_MAP: worlds.empathy(2).to_json(),
    names.PERSONA_CARD: worlds.persona().to_json(),
    names.FUNNEL: worlds.the_funnel(worlds.COUNTS["five"]).to_json(),
    names.COMPARISON: worlds.compared((3, 4), 2).to_json(),
    names.KPI: kpis.kpi(kpis.NPS).to_json(),
}
AGAIN = """
import hashlib, json, sys
from charts.cache import PictureCache
from charts.catalogue import png
for chart, data in json.load(sys.stdin).items():
    print(hashlib.sha256(png(chart, json.loads(data), cache=PictureCache())).hexdigest())
"""


def test_every_chart_that_has_a_name_can_be_drawn() -> None:
    named = {value for name, value in vars(names).items() if name.isupper()}
    assert named == set(CHARTS) == set(SAMPLES)


@pytest.mark.parametrize("chart", SAMPLES)
def test_a_chart_is_drawn_once_and_kept(chart: str) -> None:
    cache = PictureCache()
    first = png(chart, json.loads(SAMPLES[chart]), cache=cache)
    assert png(chart, json.loads(SAMPLES[chart]), cache=cache) is first
    picture = Image.open(io.BytesIO(first))
    assert picture.width in (1440, 2360)
    shown = picture.convert("RGB").resize((400, round(picture.height * 400 / picture.width)))
    assert len(set(shown.get_flattened_data())) > 20


def test_the_same_bytes_in_another_process() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", AGAIN],
        input=json.dumps(SAMPLES), env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    here = [
        hashlib.sha256(png(chart, json.loads(data), cache=PictureCache())).hexdigest()
        for chart, data in SAMPLES.items()
    ]
    assert done.stdout.split() == here


def test_dark_paper_is_dark() -> None:
    for chart in (names.VOTE_RESULT, names.EVIDENCE, names.PRIORITY_MATRIX):
        drawn = draw(chart, SAMPLES[chart], theme=DARK)
        assert Image.open(io.BytesIO(drawn)).convert("RGB").getpixel((2, 2)) == (15, 20, 27)


def test_what_is_wrong_is_refused() -> None:
    with pytest.raises(LookupError):
        png("pie", {}, cache=PictureCache())
    with pytest.raises(ValidationError):
        png(names.VOTE_RESULT, {"title": "A"}, cache=PictureCache())


def test_data_and_alt_texts_need_no_drawing_library() -> None:
    modules = [f"charts.{name}" for name in (*CHARTS, "names")]
    code = f"import {', '.join(modules)}, sys; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
