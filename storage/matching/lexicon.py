"""The list of words that mean nearly the same, read once: from words to concepts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from storage.matching.stems import stem
from storage.matching.stop_words import GLUE
from storage.matching.words import words

LONGEST_PHRASE = 3
SHORTEST_SPELLED = 5
SHORTEST_PART = 4

Stems = tuple[str, ...]
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_BETWEEN_PARTS = ("s", "n", "en", "es", "e")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Concepts by stem and by phrase, and by every stem with one letter left out."""

    by_stem: Mapping[str, Stems]
    by_phrase: Mapping[Stems, Stems]
    by_slip: Mapping[str, Stems]
    common: frozenset[str]

    def of_word(self, stemmed: str) -> Stems:
        """The concepts of one stem, right or misspelt or put together of several; or none."""
        known = self.by_stem.get(stemmed)
        if known is not None:
            return known
        return self._of_misspelt(stemmed) or self._of_compound(stemmed)

    def _of_misspelt(self, stemmed: str) -> Stems:
        """Of stems one slip away: a letter more, less, changed or swapped with its neighbour.

        By leaving letters out on both sides (Mor and Fraenkel, "A hash code method for
        detecting and correcting spelling errors", CACM 25, 1982).
        """
        if len(stemmed) < SHORTEST_SPELLED:
            return ()
        for shortened in (stemmed, *_one_left_out(stemmed)):
            near = self.by_slip.get(shortened) or self.by_stem.get(shortened)
            if near and len(shortened) >= SHORTEST_SPELLED - 1:
                return near
        return ()

    def _of_compound(self, stemmed: str) -> Stems:
        """Of the two parts of a word like "paketverfolgung": each end that is known."""
        found: list[str] = []
        for cut in range(len(stemmed) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            head, tail = stemmed[:cut], stemmed[cut:]
            if not found and (concepts := self._of_part(head)):
                found += concepts
            if (concepts := self._of_part(tail)) and len(tail) >= SHORTEST_PART:
                return tuple(dict.fromkeys((*found, *concepts)))[:3]
        return tuple(found)

    def _of_part(self, part: str) -> Stems:
        for link in ("", *_BETWEEN_PARTS):
            bare = part.removesuffix(link) if link else part
            known = self.by_stem.get(bare) or self.by_stem.get(stem(bare))
            if known and len(bare) >= SHORTEST_PART:
                return known
        return ()


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of this program."""
    text = Path(__file__).with_name("concepts.txt").read_text(encoding="utf-8")
    return parse(text)


def parse(text: str) -> Lexicon:
    """A lexicon from lines as concepts.txt explains them."""
    by_stem: dict[str, dict[str, None]] = defaultdict(dict)
    by_phrase: dict[Stems, dict[str, None]] = defaultdict(dict)
    common = set()
    for concept, is_common, entries in _lines(text):
        if is_common:
            common.add(concept)
        for entry in entries:
            stems = tuple(stem(word) for word in words(entry) if word not in GLUE)
            if len(stems) == 1:
                by_stem[stems[0]][concept] = None
            elif stems:
                by_phrase[stems][concept] = None
    return Lexicon(
        {key: tuple(found) for key, found in by_stem.items()},
        {key: tuple(found) for key, found in by_phrase.items()},
        _slips(by_stem),
        frozenset(common),
    )


def _lines(text: str) -> Iterator[tuple[str, bool, list[str]]]:
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, _, rest = line.partition(":")
        entries = [entry.strip() for entry in rest.replace("|", ",").split(",")]
        spelled_out = [entry.translate(_SPELLED_OUT) for entry in entries]
        yield name.rstrip("*"), name.endswith("*"), [*entries, *spelled_out]


def _slips(by_stem: Mapping[str, Mapping[str, None]]) -> dict[str, Stems]:
    found: dict[str, Stems] = {}
    for known, concepts in by_stem.items():
        if len(known) >= SHORTEST_SPELLED:
            for shortened in _one_left_out(known):
                found.setdefault(shortened, tuple(concepts))
    return found


def _one_left_out(word: str) -> list[str]:
    # The first letter is hardly ever the wrong one, and keeps many other words away.
    return [word[:place] + word[place + 1 :] for place in range(1, len(word))]
