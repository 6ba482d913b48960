"""Reading the model's files: right numbers, and clear words where a file is not right."""

import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.matching import safetensors
from storage.matching.errors import ModelFilesError
from storage.matching.wordpiece import WordPiece
from tests.storage.matching.tiny_model import PIECES, safetensors_bytes, tensors, write


@pytest.fixture(scope="module")
def pieces() -> WordPiece:
    return WordPiece(PIECES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "[CLS] [SEP]"),
        ("Parcel lost", "[CLS] parcel lost [SEP]"),
        ("PARCELS", "[CLS] parcel ##s [SEP]"),
        ("parcelled", "[CLS] [UNK] [SEP]"),
        ("Card declined, no $!", "[CLS] card decline ##d , no $ ! [SEP]"),
        ("Café.", "[CLS] cafe . [SEP]"),
        ("lost荷物late", "[CLS] lost 荷 物 late [SEP]"),
        ("lost\u200b\x07 late\t\n the", "[CLS] lost late the [SEP]"),
        ("zebra", "[CLS] [UNK] [SEP]"),
        ("s" * 101, "[CLS] [UNK] [SEP]"),
    ],
)
def test_texts_are_cut_into_known_pieces(pieces: WordPiece, text: str, expected: str) -> None:
    found = pieces.numbers(text, 32)
    assert " ".join(PIECES[number] for number in found) == expected


@given(st.text(max_size=500), st.integers(2, 40))
def test_any_text_gives_a_few_known_numbers(text: str, most: int) -> None:
    found = WordPiece(PIECES).numbers(text, most)
    assert 2 <= len(found) <= most
    assert (PIECES[found[0]], PIECES[found[-1]]) == ("[CLS]", "[SEP]")
    assert all(0 <= number < len(PIECES) for number in found)


def test_a_vocabulary_must_have_the_marks(tmp_path: Path) -> None:
    (tmp_path / "vocab.txt").write_text("[UNK]\nparcel\n", encoding="utf-8")
    with pytest.raises(ModelFilesError, match=r"lacks \[CLS\], \[SEP\]"):
        WordPiece.read(tmp_path / "vocab.txt")
    with pytest.raises(ModelFilesError, match="missing"):
        WordPiece.read(tmp_path / "other.txt")
    (tmp_path / "vocab.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelFilesError, match="UTF-8"):
        WordPiece.read(tmp_path / "vocab.txt")


def test_tensors_come_back(tmp_path: Path) -> None:
    made = tensors()
    found = safetensors.load(write(tmp_path / "model") / "model.safetensors")
    assert found.keys() == made.keys()
    assert all(np.array_equal(found[name], made[name]) for name in made)


def test_other_kinds_of_numbers_are_read_and_whole_numbers_left_out(tmp_path: Path) -> None:
    values = np.array([[1.5, -2.0], [0.25, 8.0]], np.float32)
    kinds = {
        "F16": values.astype("<f2").tobytes(),
        "F64": values.astype("<f8").tobytes(),
        "BF16": (values.view("<u4") >> 16).astype("<u2").tobytes(),
        "I64": np.arange(4, dtype="<i8").tobytes(),
    }
    header, body = {}, b""
    for kind, raw in kinds.items():
        offsets = [len(body), len(body) + len(raw)]
        header[kind] = {"dtype": kind, "shape": [2, 2], "data_offsets": offsets}
        body += raw
    found = safetensors.load(_file(tmp_path, header, body))
    assert set(found) == {"F16", "F64", "BF16"}
    assert all(np.array_equal(each, values) for each in found.values())


def _file(folder: Path, header: object, body: bytes = b"") -> Path:
    said = json.dumps(header).encode()
    path = folder / "model.safetensors"
    path.write_bytes(len(said).to_bytes(8, "little") + said + body)
    return path


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ([], "another shape"),
        ({"a": 5}, "another shape"),
        ({"a": {"dtype": "F32", "shape": [2]}}, "described wrongly"),
        ({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}, "outside the file"),
        ({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]}}, "4 bytes for the shape"),
        ({"a": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}}, "outside the file"),
        ({"a": {"dtype": "F32", "shape": "x", "data_offsets": [0, 4]}}, "described wrongly"),
    ],
)
def test_a_wrong_header_is_told(tmp_path: Path, header: object, said: str) -> None:
    with pytest.raises(ModelFilesError, match=said):
        safetensors.load(_file(tmp_path, header, b"\0" * 4))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(st.binary(max_size=200))
def test_any_other_file_is_refused_or_empty(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(data)
    # What happens to have a right header is no model all the same: it holds no tensors.
    with suppress(ModelFilesError):
        assert safetensors.load(path) == {}


def test_a_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(safetensors_bytes(tensors())[:-10])
    with pytest.raises(ModelFilesError, match="cut off"):
        safetensors.load(path)
