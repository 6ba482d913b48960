"""How much two words mean the same: by stem, by concept, by beginning, by trigrams."""

from collections import defaultdict
from collections.abc import Sequence

from storage.matching.features import Word

SAME_CONCEPT = 0.9
SAME_BEGINNING = 0.75
# Below this share of trigrams, likeness is chance.
LIKE_FROM = 0.65
SHORTEST_BEGINNING = 5


def likeness(one: Word, other: Word) -> float:
    """From 0, nothing in common, to 1, the same word."""
    if one.stem == other.stem:
        return 1.0
    if not one.concepts.isdisjoint(other.concepts):
        return SAME_CONCEPT
    # Words whose concepts are known differ when those differ, however they are spelt.
    if (one.concepts and other.concepts) or one.stem.isdigit() or other.stem.isdigit():
        return 0.0
    short, long = sorted((one.stem, other.stem), key=len)
    if len(short) >= SHORTEST_BEGINNING and long.startswith(short):
        return SAME_BEGINNING
    like = dice(one.trigrams, other.trigrams)
    return like if like >= LIKE_FROM else 0.0


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient, 2 |A and B| / (|A| + |B|).

    Of trigrams it finds misspelt words: Angell, Freund and Willett, "Automatic spelling
    correction using a trigram similarity measure", Information Processing & Management 19, 1983.
    """
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0


_NONE: frozenset[int] = frozenset()


class Nearest:
    """The words of one text by all they may be like others in, so that few are compared."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._known: dict[str, list[tuple[int, float]]] = {}
        slots: defaultdict[str, set[int]] = defaultdict(set)
        for slot, word in enumerate(words):
            for mark in word.marks:
                slots[mark].add(slot)
        self._slots = dict(slots)

    def to(self, word: Word) -> list[tuple[int, float]]:
        """The places of the words it is like, with how much, the nearest first."""
        known = self._known.get(word.text)
        if known is None:
            near: set[int] = set()
            for mark in word.marks:
                near |= self._slots.get(mark, _NONE)
            known = [
                (slot, like) for slot in sorted(near) if (like := likeness(word, self._words[slot]))
            ]
            known.sort(key=lambda each: -each[1])
            self._known[word.text] = known
        return known
