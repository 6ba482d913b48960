"""How often each word of a question comes anyway: in the journey, and at one touchpoint."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.matching.features import Word
from storage.matching.likeness import SAME_CONCEPT, likeness

# A journey has few words of its own at first. It begins with so many imagined pain points, in
# which words occur as often as they usually do (Dirichlet prior; Zhai and Lafferty 2001).
IMAGINED = 60.0
# A touchpoint begins with so many that are like those of its journey.
IMAGINED_AT_TOUCHPOINT = 10.0

# "Search" at the touchpoint Search says next to nothing.
USUAL_OF_NAME = 0.3
MOST = 0.7


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pain points there are, and how many of them stand under each key."""

    total: float
    by_key: Mapping[str, float]

    def of(self, word: Word) -> float:
        """How many have a word: its most frequent key decides."""
        return max((self.by_key.get(key, 0.0) for key in word.keys), default=0.0)


NOTHING = Counts(0.0, {})


def in_journey(word: Word, counts: Counts) -> float:
    """The share of the journey's pain points with a word."""
    if word.common:
        return word.usual
    return min(_mixed(counts.of(word), counts.total, word.usual, IMAGINED), MOST)


def at_touchpoint(word: Word, journey: float, counts: Counts, name: Iterable[Word]) -> float:
    """The share of the touchpoint's pain points with a word of that share in the journey.

    Never below the journey's: that a word is not usual here is no evidence for a duplicate.
    """
    if word.common:
        return journey
    here = _mixed(counts.of(word), counts.total, journey, IMAGINED_AT_TOUCHPOINT)
    if any(likeness(word, each) >= SAME_CONCEPT for each in name):
        here = max(here, USUAL_OF_NAME)
    return min(max(here, journey), MOST)


def _mixed(count: float, total: float, prior: float, imagined: float) -> float:
    return (count + imagined * prior) / (total + imagined)
