"""The forward pass of a small BERT in numpy: a text's pieces in, its sentence vector out.

Source: Vaswani et al., "Attention is all you need", 2017; Devlin et al., "BERT", 2019;
pooling as in Reimers and Gurevych, "Sentence-BERT", 2019: the mean over all pieces, length 1.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from storage.matching.errors import ModelFilesError
from storage.matching.safetensors import Floats

HEADS = 12  # all-MiniLM-L6-v2; the file of tensors doesn't tell
LAYERS = 6
TINY = 1e-12
MOST_PIECES = 256

# Abramowitz and Stegun, formula 7.1.26: the error function within 1.5e-7.
_ERF = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
_ERF_T = 0.3275911


class Bert:
    """The tensors of one model, checked."""

    def __init__(self, tensors: Mapping[str, Floats], vocabulary: int) -> None:
        self._tensors = {name.removeprefix("bert."): each for name, each in tensors.items()}
        words = self._need("embeddings.word_embeddings.weight", (vocabulary, None))
        self.size = int(words.shape[1])
        if self.size % HEADS:
            raise ModelFilesError(f"model.safetensors: {self.size} is no multiple of {HEADS} heads")
        places = self._need("embeddings.position_embeddings.weight", (None, self.size))
        self.most_pieces = min(MOST_PIECES, int(places.shape[0]))
        self._need("embeddings.token_type_embeddings.weight", (None, self.size))
        self._check("embeddings.LayerNorm", (self.size,))
        for layer in range(LAYERS):
            self._check_layer(f"encoder.layer.{layer}")
        if any(name.startswith(f"encoder.layer.{LAYERS}.") for name in self._tensors):
            raise ModelFilesError(f"model.safetensors has more than {LAYERS} layers")
        if not np.isfinite(self.vector(range(min(2, vocabulary)))).all():
            raise ModelFilesError("model.safetensors holds numbers that are none")

    def vector(self, pieces: Sequence[int]) -> Floats:
        """The sentence vector, of length 1."""
        numbers = np.asarray(pieces[: self.most_pieces])
        state = (
            self._tensors["embeddings.word_embeddings.weight"][numbers]
            + self._tensors["embeddings.position_embeddings.weight"][: len(numbers)]
            + self._tensors["embeddings.token_type_embeddings.weight"][0]
        )
        state = self._normed(state, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{layer}")
        mean: Floats = state.mean(axis=0)
        length = max(float(np.linalg.norm(mean)), TINY)
        return (mean / length).astype(np.float32)

    def _layer(self, state: Floats, name: str) -> Floats:
        attended = self._dense(self._attention(state, name), f"{name}.attention.output.dense")
        state = self._normed(state + attended, f"{name}.attention.output.LayerNorm")
        wide = _gelu(self._dense(state, f"{name}.intermediate.dense"))
        narrow = self._dense(wide, f"{name}.output.dense")
        return self._normed(state + narrow, f"{name}.output.LayerNorm")

    def _attention(self, state: Floats, name: str) -> Floats:
        """softmax(Q K' / sqrt(d)) V for each head, side by side."""
        pieces, each = len(state), self.size // HEADS
        queries, keys, values = (
            self._dense(state, f"{name}.attention.self.{part}")
            .reshape(pieces, HEADS, each)
            .transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = queries @ keys.transpose(0, 2, 1) / math.sqrt(each)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        together: Floats = (weights @ values).transpose(1, 0, 2).reshape(pieces, self.size)
        return together

    def _dense(self, state: Floats, name: str) -> Floats:
        result: Floats = state @ self._tensors[f"{name}.weight"].T + self._tensors[f"{name}.bias"]
        return result

    def _normed(self, state: Floats, name: str) -> Floats:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + TINY)
        result: Floats = (
            centred / spread * self._tensors[f"{name}.weight"] + self._tensors[f"{name}.bias"]
        )
        return result

    def _check_layer(self, name: str) -> None:
        size = self.size
        for part in ("query", "key", "value"):
            self._check(f"{name}.attention.self.{part}", (size, size))
        self._check(f"{name}.attention.output.dense", (size, size))
        self._check(f"{name}.attention.output.LayerNorm", (size,))
        wide = int(self._need(f"{name}.intermediate.dense.weight", (None, size)).shape[0])
        self._check(f"{name}.intermediate.dense", (wide, size))
        self._check(f"{name}.output.dense", (size, wide))
        self._check(f"{name}.output.LayerNorm", (size,))

    def _check(self, name: str, shape: tuple[int, ...]) -> None:
        self._need(f"{name}.weight", shape)
        self._need(f"{name}.bias", shape[:1])

    def _need(self, name: str, shape: tuple[int | None, ...]) -> Floats:
        """The tensor of this name; None in the shape stands for any size."""
        found = self._tensors.get(name)
        if found is None:
            raise ModelFilesError(f"model.safetensors has no {name}")
        fits = len(found.shape) == len(shape) and all(
            wanted in (None, size) for wanted, size in zip(shape, found.shape, strict=True)
        )
        if not fits:
            said = " x ".join("any" if size is None else str(size) for size in shape)
            raise ModelFilesError(f"model.safetensors: {name} is {found.shape}, not {said}")
        return found


def _gelu(state: Floats) -> Floats:
    """X Φ(x), with the exact normal distribution: Hendrycks and Gimpel 2016."""
    turned = np.abs(state) / math.sqrt(2)
    near = 1 / (1 + _ERF_T * turned)
    series = near * np.polyval(_ERF[::-1], near)
    erf = np.copysign(1 - series * np.exp(-turned * turned), state)
    result: Floats = (0.5 * state * (1 + erf)).astype(np.float32)
    return result
