"""PDFs are sheets of A3: nothing shrinks below what can be read, nothing is cut through or lost."""

import re
import zlib

import pytest

from charts.flow.picture import flow_scene
from charts.heatmap.picture import heatmap_scene
from charts.output import scene_bytes
from charts.scene import Scene
from charts.sheet import LONG, MARGIN, SHORT, SMALLEST_LETTERS, lay_sheets
from tests.charts import worlds

SHORT_ONE = heatmap_scene(worlds.heat(3, 3))
SCENES = {
    "short": SHORT_ONE,
    "tall": flow_scene(worlds.the_flow((4, 5, 5, 4, 4))),
    "endless": flow_scene(worlds.the_flow((15,) * 12)),
}


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_every_line_stands_whole_on_one_sheet(scene: Scene) -> None:
    sheets = lay_sheets(scene)
    pieces = [piece for sheet in sheets for piece in sheet.pieces]
    assert pieces[0].top == 0
    assert pieces[-1].bottom == scene.height
    assert [piece.top for piece in pieces[1:]] == [piece.bottom for piece in pieces[:-1]]
    for line in scene.lines:
        box = line.box
        assert any(p.top <= box.y and box.bottom <= p.bottom for p in pieces), line.text


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_sheets_are_a3_and_hold_their_pieces(scene: Scene) -> None:
    for sheet in lay_sheets(scene):
        assert {sheet.width, sheet.height} == {SHORT, LONG}
        for piece in sheet.pieces:
            assert piece.x >= MARGIN - 0.1
            assert piece.x + scene.width * sheet.scale <= sheet.width - MARGIN + 0.1
            low = piece.y + (piece.bottom - piece.top) * sheet.scale
            assert low <= sheet.height - MARGIN + 1


def test_what_fits_is_one_sheet_and_what_would_get_too_small_is_several() -> None:
    assert len(lay_sheets(SHORT_ONE)) == 1
    sheets = lay_sheets(SCENES["endless"])
    assert len(sheets) > 1
    smallest = min(line.type.size for line in SCENES["endless"].lines)
    assert sheets[0].scale * smallest == pytest.approx(SMALLEST_LETTERS)


def test_a_pdf_has_its_sheets_and_the_same_bytes_each_time() -> None:
    first = scene_bytes(SCENES["tall"], "pdf", title="Flow")
    assert first == scene_bytes(SCENES["tall"], "pdf", title="Flow")
    assert len(re.findall(rb"/Type /Page\b", first)) == len(lay_sheets(SCENES["tall"]))
    assert b"[ 0 0 1190.55 841.89 ]" in first
    assert any(b"BT" in _unpacked(stream) for stream in _streams(first)), "no text to search"


def _streams(pdf: bytes) -> list[bytes]:
    return re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""
