"""Sentence embeddings from files the administrator supplies: model.safetensors, vocab.txt."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from storage.matching import safetensors
from storage.matching.bert import Bert
from storage.matching.safetensors import Floats
from storage.matching.shelf import BITS, TABLES, key_of
from storage.matching.wordpiece import WordPiece

# Random hyperplanes: which side of each a vector lies on is what it is indexed by (Charikar,
# "Similarity estimation techniques from rounding algorithms", STOC 2002).
# Of each table the bucket itself, and those across the planes it lies nearest to (Lv et al.,
# "Multi-probe LSH", VLDB 2007).
PROBES = 3
SEED = 20_260_304
# What was asked about is mostly what is stored a moment later.
REMEMBERED = 256


class Sentences:
    """One model, ready to embed texts."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelFilesError where a file is missing or doesn't fit."""
        path = folder / "model.safetensors"
        self._pieces = WordPiece.read(folder / "vocab.txt")
        self._bert = Bert(safetensors.load(path), len(self._pieces))
        with path.open("rb") as file:
            self.model = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        # This generator's numbers are promised to stay the same in later versions of numpy.
        numbers = np.random.RandomState(SEED)
        self._planes = numbers.standard_normal((TABLES * BITS, self._bert.size)).astype(np.float32)
        self._vector = lru_cache(maxsize=REMEMBERED)(self._embed)

    @property
    def size(self) -> int:
        """So many numbers make a vector."""
        return self._bert.size

    def vector(self, text: str) -> Floats:
        """The text's vector, of length 1."""
        return self._vector(text)

    def _embed(self, text: str) -> Floats:
        found = self._bert.vector(self._pieces.numbers(text, self._bert.most_pieces))
        found.setflags(write=False)  # everybody who asks for this text gets the same one
        return found

    def keys(self, vector: Floats, *, near: bool = False) -> list[str]:
        """What a vector is indexed by; with `near` also the buckets beside it."""
        sides = (self._planes @ vector).reshape(TABLES, BITS)
        found = []
        for table, margins in enumerate(sides):
            bucket = sum(1 << bit for bit in range(BITS) if margins[bit] > 0)
            found.append(key_of(self.model, table, bucket))
            if near:
                closest = np.argsort(np.abs(margins))[:PROBES]
                found += [key_of(self.model, table, bucket ^ (1 << int(bit))) for bit in closest]
        return found


def packed(vector: Floats) -> bytes:
    """A vector as it is stored."""
    return vector.astype("<f4").tobytes()


def unpacked(stored: Sequence[bytes]) -> Floats:
    """Stored vectors as rows."""
    return np.frombuffer(b"".join(stored), "<f4").reshape(len(stored), -1)
