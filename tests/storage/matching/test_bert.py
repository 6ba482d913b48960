"""The forward pass against one written in plain loops, number by number."""

import math
from collections.abc import Mapping

import numpy as np
import pytest

from storage.matching.bert import HEADS, LAYERS, Bert
from storage.matching.errors import ModelFilesError
from tests.storage.matching.tiny_model import PIECES, PLACES, SIZE, Array, tensors

Row = list[float]


def plain_vector(made: Mapping[str, Array], pieces: list[int]) -> Row:
    """The sentence vector with nothing but Python's own arithmetic."""
    rows = [
        [
            float(made["embeddings.word_embeddings.weight"][piece][at])
            + float(made["embeddings.position_embeddings.weight"][place][at])
            + float(made["embeddings.token_type_embeddings.weight"][0][at])
            for at in range(SIZE)
        ]
        for place, piece in enumerate(pieces)
    ]
    rows = [_norm(made, "embeddings.LayerNorm", row) for row in rows]
    for layer in range(LAYERS):
        rows = _layer(made, f"encoder.layer.{layer}", rows)
    mean = [sum(row[at] for row in rows) / len(rows) for at in range(SIZE)]
    length = math.sqrt(sum(each * each for each in mean))
    return [each / length for each in mean]


def _layer(made: Mapping[str, Array], name: str, rows: list[Row]) -> list[Row]:
    queries, keys, values = (
        [_dense(made, f"{name}.attention.self.{part}", row) for row in rows]
        for part in ("query", "key", "value")
    )
    each = SIZE // HEADS
    attended = [[0.0] * SIZE for _ in rows]
    for head in range(HEADS):
        span = range(head * each, (head + 1) * each)
        for here, query in enumerate(queries):
            scores = [
                math.exp(sum(query[at] * key[at] for at in span) / math.sqrt(each)) for key in keys
            ]
            for at in span:
                attended[here][at] = sum(
                    score / sum(scores) * value[at]
                    for score, value in zip(scores, values, strict=True)
                )
    result = []
    for row, heard in zip(rows, attended, strict=True):
        out = _dense(made, f"{name}.attention.output.dense", heard)
        middle = _norm(made, f"{name}.attention.output.LayerNorm", _sum(row, out))
        wide = [
            0.5 * x * (1 + math.erf(x / math.sqrt(2)))
            for x in _dense(made, f"{name}.intermediate.dense", middle)
        ]
        narrow = _dense(made, f"{name}.output.dense", wide)
        result.append(_norm(made, f"{name}.output.LayerNorm", _sum(middle, narrow)))
    return result


def _sum(one: Row, other: Row) -> Row:
    return [a + b for a, b in zip(one, other, strict=True)]


def _dense(made: Mapping[str, Array], name: str, row: Row) -> Row:
    return [
        sum(float(weight) * x for weight, x in zip(weights, row, strict=True)) + float(bias)
        for weights, bias in zip(made[f"{name}.weight"], made[f"{name}.bias"], strict=True)
    ]


def _norm(made: Mapping[str, Array], name: str, row: Row) -> Row:
    mean = sum(row) / len(row)
    spread = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row) + 1e-12)
    return [
        (x - mean) / spread * float(weight) + float(bias)
        for x, weight, bias in zip(row, made[f"{name}.weight"], made[f"{name}.bias"], strict=True)
    ]


@pytest.mark.parametrize("pieces", [[2, 3], [2, 7, 8, 3], [2, 10, 7, 9, 8, 17, 16, 3]])
def test_the_vector_is_that_of_plain_loops(pieces: list[int]) -> None:
    made = tensors()
    vector = Bert(made, len(PIECES)).vector(pieces)
    assert vector == pytest.approx(plain_vector(made, pieces), abs=2e-5)
    assert float(np.linalg.norm(vector)) == pytest.approx(1.0)


def test_more_pieces_than_places_are_cut() -> None:
    bert = Bert(tensors(), len(PIECES))
    assert bert.most_pieces == PLACES
    assert np.array_equal(bert.vector([7] * 100), bert.vector([7] * PLACES))


def test_names_may_begin_with_bert() -> None:
    made = tensors()
    prefixed = {f"bert.{name}": each for name, each in made.items()}
    assert np.array_equal(
        Bert(prefixed, len(PIECES)).vector([2, 7, 3]), Bert(made, len(PIECES)).vector([2, 7, 3])
    )


@pytest.mark.parametrize(
    ("name", "shape", "said"),
    [
        ("encoder.layer.5.output.dense.weight", (SIZE, 3), "24 x 48"),
        ("embeddings.word_embeddings.weight", (7, SIZE), f"{len(PIECES)} x any"),
        ("encoder.layer.0.attention.self.query.bias", (SIZE, 1), "is \\(24, 1\\), not 24"),
    ],
)
def test_a_tensor_of_another_shape_is_named(name: str, shape: tuple[int, ...], said: str) -> None:
    made = tensors() | {name: np.zeros(shape, np.float32)}
    with pytest.raises(ModelFilesError, match=said) as caught:
        Bert(made, len(PIECES))
    assert name in str(caught.value)


def test_a_missing_tensor_is_named() -> None:
    made = tensors()
    del made["encoder.layer.3.intermediate.dense.bias"]
    with pytest.raises(ModelFilesError, match=r"no encoder\.layer\.3\.intermediate\.dense\.bias"):
        Bert(made, len(PIECES))


def test_a_size_that_heads_cannot_share_is_refused() -> None:
    made = {"embeddings.word_embeddings.weight": np.zeros((len(PIECES), 25), np.float32)}
    with pytest.raises(ModelFilesError, match="multiple of 12"):
        Bert(made, len(PIECES))


def test_a_model_with_more_layers_is_refused() -> None:
    made = tensors()
    made |= {f"encoder.layer.{LAYERS}.output.dense.bias": made["embeddings.LayerNorm.bias"]}
    with pytest.raises(ModelFilesError, match=f"more than {LAYERS} layers"):
        Bert(made, len(PIECES))


def test_a_model_of_broken_numbers_is_refused() -> None:
    made = tensors()
    made["encoder.layer.3.output.dense.weight"][0, 0] = np.nan
    with pytest.raises(ModelFilesError, match="numbers that are none"):
        Bert(made, len(PIECES))
