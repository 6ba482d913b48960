"""The list of words that mean nearly the same, read once: from words to concepts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from storage.matching.stems import stem
from storage.matching.stop_words import stop_words
from storage.matching.words import words

# What customers complain about, what everybody talks about, what other businesses do, and
# further words for them.
FILES = ("concepts.txt", "everyday.txt", "services.txt", "languages.txt")
LONGEST_PHRASE = 4
# Shorter words have too many neighbours that mean something else.
SHORTEST_SPELLED = 6
SHORTEST_COMPOUND = 9
SHORTEST_PART = 4
SHORTEST_ONLY_PART = 6

Stems = tuple[str, ...]
_Key = TypeVar("_Key", str, tuple[str, ...])
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_BETWEEN_PARTS = ("s", "n", "en", "es", "e")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Concepts by word, by stem and by phrase, and words by themselves with one letter left out."""

    by_word: Mapping[str, Stems]
    by_stem: Mapping[str, Stems]
    by_phrase: Mapping[Stems, Stems]
    by_slip: Mapping[str, Stems]
    common: frozenset[str]

    def of_word(self, word: str) -> Stems:
        """The concepts of a folded word, right or misspelt or put together of several; or none."""
        stemmed = stem(word)
        return (
            self.by_word.get(word)
            or self.by_word.get(word.removesuffix("s"))
            or self.by_stem.get(stemmed)
            or self._of_misspelt(word)
            or self._of_compound(word)
        )

    def _of_misspelt(self, word: str) -> Stems:
        """Of words one slip away: a letter more, less, changed or swapped with its neighbour.

        Found by leaving letters out on both sides (Mor and Fraenkel, "A hash code method for
        detecting and correcting spelling errors", CACM 25, 1982).
        """
        if len(word) < SHORTEST_SPELLED or not word.isalpha():
            return ()
        for shortened in (word, *_one_left_out(word)):
            for near in self.by_slip.get(shortened, ()):
                if one_slip_apart(word, near):
                    return self.by_word[near]
        return ()

    def _of_compound(self, word: str) -> Stems:
        """Of the two parts of a word like "paketverfolgung", or of the one that is known."""
        if len(word) < SHORTEST_COMPOUND:
            return ()
        one: Stems = ()
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            head, tail = self._of_part(word[:cut]), self._of_part(word[cut:])
            if head and tail:
                return tuple(dict.fromkeys((*head[:2], *tail[:2])))
            if (head and cut >= SHORTEST_ONLY_PART) or (
                tail and len(word) - cut >= SHORTEST_ONLY_PART
            ):
                one = one or head or tail
        return one

    def _of_part(self, part: str) -> Stems:
        for link in ("", *_BETWEEN_PARTS):
            bare = part.removesuffix(link)
            if len(bare) >= SHORTEST_PART and (known := self.by_word.get(bare)):
                return known
        return ()


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of this program."""
    here = Path(__file__)
    texts = [here.with_name(name).read_text(encoding="utf-8") for name in FILES]
    return parse("\n".join(texts))


def parse(text: str) -> Lexicon:
    """A lexicon from lines as concepts.txt explains them."""
    by_word: dict[str, dict[str, None]] = defaultdict(dict)
    by_stem: dict[str, dict[str, None]] = defaultdict(dict)
    by_phrase: dict[Stems, dict[str, None]] = defaultdict(dict)
    common = set()
    glue = stop_words().glue
    for concept, is_common, entries in _lines(text):
        if is_common:
            common.add(concept)
        for entry in entries:
            spoken = [word for word in words(entry) if word not in glue]
            stems = tuple(stem(word) for word in spoken)
            if len(stems) == 1:
                by_word[spoken[0]][concept] = None
                by_stem[stems[0]][concept] = None
            elif stems:
                by_phrase[stems][concept] = None
    known = _frozen(by_word)
    return Lexicon(known, _frozen(by_stem), _frozen(by_phrase), _slips(known), frozenset(common))


def _frozen(found: Mapping[_Key, Mapping[str, None]]) -> dict[_Key, Stems]:
    return {key: tuple(concepts) for key, concepts in found.items()}


def _lines(text: str) -> Iterator[tuple[str, bool, list[str]]]:
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, _, rest = line.partition(":")
        entries = [entry.strip() for entry in rest.replace("|", ",").split(",")]
        spelled_out = [entry.translate(_SPELLED_OUT) for entry in entries]
        yield name.rstrip("*"), name.endswith("*"), [*entries, *spelled_out]


def _slips(by_word: Mapping[str, Stems]) -> dict[str, Stems]:
    # Tens of thousands, nearly all of one word: a tuple each takes a fifth of a dictionary.
    found: dict[str, Stems] = {}
    for known in by_word:
        if len(known) >= SHORTEST_SPELLED:
            # "letter" without one of its t's is "leter", whichever it was.
            for shortened in dict.fromkeys((known, *_one_left_out(known))):
                found[shortened] = (*found.get(shortened, ()), known)
    return found


def _one_left_out(word: str) -> list[str]:
    # The first letter is hardly ever the wrong one, and keeps many other words away.
    return [word[:place] + word[place + 1 :] for place in range(1, len(word))]


def one_slip_apart(one: str, other: str) -> bool:
    """Whether one letter was added, dropped or changed, or two neighbours were swapped.

    The four slips of Damerau, "A technique for computer detection and correction of spelling
    errors", CACM 7, 1964.
    """
    short, long = sorted((one, other), key=len)
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    rest, longer = short[start:], long[start:]
    if len(rest) == len(longer):
        return rest[1:] == longer[1:] or (rest[:2] == longer[1::-1] and rest[2:] == longer[2:])
    return rest == longer[1:]
