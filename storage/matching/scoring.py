"""How likely two texts tell of the same problem, in log-odds.

The words speak through a mixture language model (Hiemstra, "Using language models for
information retrieval", 2001; Zhai and Lafferty, "A study of smoothing methods for language
models", SIGIR 2001). Were it the same problem, a word would come with probability λ from the
other text and otherwise from the language at large; were it another problem, always from the
latter. The logarithm of that ratio, summed over the words, is their evidence:

    Σ log(1 + λ / (1 - λ) · P(word | text) / P(word | language))

A rare word (its IDF, -log P, is high) says more than a common one. At the same touchpoint the
language is that of the touchpoint: what everybody says there tells nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.matching.background import usual
from storage.matching.features import Word
from storage.matching.likeness import likeness

ODDS = 0.9  # λ / (1 - λ)
FEWEST_WORDS = 2.0
FAINT = 1e-9


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one pain point and the question have in common.

    shared: log-odds from the shared words, the mean over all ways in which it was told;
    apart: 0-2, which part of both texts' weight is in words they don't share, in the nearest way;
    ways: logarithm of the number of ways: among many, one is near by chance.
    """

    shared: float
    apart: float
    ways: float


NONE = Evidence(0.0, 2.0, 0.0)


@dataclass(slots=True)
class Question:
    """The words that are asked about, with the share each has in the language at large."""

    words: Sequence[Word]
    shares: Sequence[float]
    _near: dict[str, list[float]] = field(default_factory=dict)

    def compare(self, ways: Sequence[Sequence[Word]]) -> Evidence:
        """The evidence of all ways in which one pain point was told."""
        found = [self._evidence(way) for way in ways]
        if not found:
            return NONE
        return Evidence(
            shared=sum(favour for favour, _ in found) / len(found),
            apart=max(found, key=lambda each: each[0] - 2 * each[1])[1],
            ways=math.log(len(found)),
        )

    def _evidence(self, way: Sequence[Word]) -> tuple[float, float]:
        """Log-odds of the shared words from both sides, and the weight of the others."""
        near = [self._nearness(word) for word in way]
        favour = 0.0
        room = ODDS / max(len(way), FEWEST_WORDS)
        asked_apart = asked = FAINT
        for slot, share in enumerate(self.shares):
            like = max((row[slot] for row in near), default=0.0)
            weight = -math.log(share)
            favour += math.log1p(room * like / share)
            asked += weight
            asked_apart += (1.0 - like) * weight
        room = ODDS / max(len(self.words), FEWEST_WORDS)
        known_apart = known = FAINT
        for word, row in zip(way, near, strict=True):
            like = max(row, default=0.0)
            share = self.shares[row.index(like)] if like else usual(word)
            weight = -math.log(share)
            favour += math.log1p(room * like / share)
            known += weight
            known_apart += (1.0 - like) * weight
        return favour, asked_apart / asked + known_apart / known

    def _nearness(self, word: Word) -> list[float]:
        found = self._near.get(word.text)
        if found is None:
            found = self._near[word.text] = [likeness(word, asked) for asked in self.words]
        return found
