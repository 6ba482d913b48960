"""The pictures themselves: readable bytes, always the same, words that can be found."""

import io
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib

import numpy as np
import pytest
from PIL import Image

from charts.cache import PictureCache
from charts.canvas import MOST_PIXELS
from charts.journey_map import JourneyMap
from charts.journey_map.picture import journey_map_figure, render
from charts.output import Format
from charts.theme import DARK, LIGHT
from tests.charts.maps import NAMES, SHAPES, journey

FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")
AGAIN = """
import hashlib
from charts.journey_map.picture import render
from tests.charts.maps import journey
for kind in ("png", "svg", "pdf"):
    print(hashlib.sha256(render(journey((2, 3)), format=kind)).hexdigest())
"""


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


@pytest.mark.parametrize("counts", SHAPES.values(), ids=SHAPES.keys())
def test_png_can_be_read_and_shrunk_to_a_preview(counts: tuple[int, ...]) -> None:
    picture = opened(render(journey(counts)))
    assert picture.width * picture.height <= MOST_PIXELS * 1.01
    assert picture.width >= 1400
    preview = picture.resize((400, round(picture.height * 400 / picture.width)))
    assert len(set(preview.get_flattened_data())) > 20


def test_a_usual_map_is_2360_pixels_wide() -> None:
    assert opened(render(journey((4, 4, 4, 4, 4)))).width == 2360


def test_light_and_dark_differ_in_their_paper() -> None:
    light, dark = (opened(render(journey((2,)), theme=t)).getpixel((2, 2)) for t in (LIGHT, DARK))
    assert light == (255, 255, 255)
    assert dark == (15, 20, 27)


@pytest.mark.parametrize("kind", FORMATS)
def test_bytes_are_the_same_twice(kind: Format) -> None:
    assert render(journey((2, 3)), format=kind) == render(journey((2, 3)), format=kind)


def test_bytes_are_the_same_in_two_processes() -> None:
    def digests(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", AGAIN]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    assert digests("1") == digests("2")


def test_png_agrees_with_the_figure() -> None:
    data = journey((2,))
    figure = journey_map_figure(data)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    assert np.array_equal(np.asarray(opened(buffer.getvalue())), np.asarray(opened(render(data))))


def test_words_can_be_found_in_the_svg() -> None:
    svg = render(journey((4,)), format="svg").decode()
    words = " ".join(ET.fromstring(svg).itertext())  # noqa: S314 (our own bytes)
    assert NAMES[0] in words
    assert "T-100" in words


def test_markup_in_names_stays_text_in_the_svg() -> None:
    svg = render(journey((1,), ("<script>alert('x')</script> & $x$",)), format="svg")
    assert b"<script" not in svg
    assert "<script>" in " ".join(ET.fromstring(svg).itertext())  # noqa: S314 (our own bytes)


def test_words_can_be_found_in_the_pdf() -> None:
    """Fonts are embedded, and each says which characters its glyphs stand for."""
    pdf = render(journey((4,)), format="pdf")
    assert pdf.startswith(b"%PDF-")
    streams = [
        zlib.decompress(found)
        for found in re.findall(
            rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL
        )
    ]
    assert any(b"beginbfchar" in s or b"beginbfrange" in s for s in streams) or b"/Type3" in pdf
    assert any(b" Tf" in stream and (b" Tj" in stream or b" TJ" in stream) for stream in streams)


def test_a_kept_picture_is_not_drawn_again() -> None:
    cache = PictureCache()
    data = journey((2,))
    first = render(data, cache=cache)
    assert render(JourneyMap.from_json(data.to_json()), cache=cache) is first
    assert render(data, cache=cache, theme=DARK) != first
    assert render(journey((3,)), cache=cache) != first
    assert len(cache) == 3


def test_json_there_and_back() -> None:
    for counts in SHAPES.values():
        assert JourneyMap.from_json(journey(counts).to_json()) == journey(counts)
