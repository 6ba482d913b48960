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
from dataclasses import dataclass

from storage.matching.features import Word
from storage.matching.likeness import Nearest

ODDS = 0.9  # λ / (1 - λ)
FEWEST_WORDS = 2.0
FAINT = 1e-9
# Problems that nobody told of yet, but that it may be as well.
UNTOLD = 10.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one pain point and the question have in common.

    shared: log-odds from the shared words, the mean over all ways in which it was told;
    apart: 0-2, which part of both texts' weight is in words they don't share, in the nearest way;
    ways: logarithm of the number of ways: among many, one is near by chance;
    troubles: log-odds from the shared troubles, over all ways together;
    crowd: logarithm of the number of pain points it might be as well.
    """

    shared: float
    apart: float
    ways: float
    troubles: float
    crowd: float


class Question:
    """The words that are asked about, with the share each has in the language at large.

    Every pain point among so many is as likely as any other before the words are looked at.
    """

    def __init__(self, words: Sequence[Word], shares: Sequence[float], *, among: float) -> None:
        self._crowd = math.log(among + UNTOLD)
        spoken = list(zip(words, shares, strict=True))
        self._troubles = [each for each in spoken if each[0].trouble]
        told = [each for each in spoken if not each[0].trouble]
        self._nearest = Nearest([word for word, _ in told])
        self._shares = [share for _, share in told]
        self._weights = [-math.log(share) for share in self._shares]
        self._asked = sum(self._weights) + FAINT
        self._room_there = ODDS / max(len(told), FEWEST_WORDS)

    def compare(self, ways: Sequence[Sequence[Word]]) -> Evidence:
        """The evidence of all ways in which one pain point was told."""
        found = [self._evidence([word for word in way if not word.trouble]) for way in ways]
        if not found:
            return Evidence(0.0, 2.0, 0.0, 0.0, self._crowd)
        return Evidence(
            shared=sum(favour for favour, _ in found) / len(found),
            apart=max(found, key=lambda each: each[0] - 2 * each[1])[1],
            ways=math.log(len(found)),
            troubles=self._shared_troubles(ways),
            crowd=self._crowd,
        )

    def _shared_troubles(self, ways: Sequence[Sequence[Word]]) -> float:
        """Here all ways are one text: each tells a part of what goes wrong."""
        part: dict[Word, float] = {}
        for way in ways:
            told = [word for word in way if word.trouble]
            for word in told:
                part[word] = part.get(word, 0.0) + 1 / max(len(told), FEWEST_WORDS) / len(ways)
        return sum(
            math.log1p(ODDS * part[word] / share) for word, share in self._troubles if word in part
        )

    def _evidence(self, way: Sequence[Word]) -> tuple[float, float]:
        """Log-odds of the shared words from both sides, and the weight of the others."""
        favour = known_apart = 0.0
        known = FAINT
        best: dict[int, float] = {}
        for word in way:
            near = self._nearest.to(word)
            if not near:
                known += word.weight
                known_apart += word.weight
                continue
            slot, like = near[0]
            favour += math.log1p(self._room_there * like / self._shares[slot])
            known += self._weights[slot]
            known_apart += (1.0 - like) * self._weights[slot]
            for slot, like in near:
                if like > best.get(slot, 0.0):
                    best[slot] = like
        room = ODDS / max(len(way), FEWEST_WORDS)
        asked_apart = self._asked
        for slot, like in best.items():
            favour += math.log1p(room * like / self._shares[slot])
            asked_apart -= like * self._weights[slot]
        return favour, asked_apart / self._asked + known_apart / known
