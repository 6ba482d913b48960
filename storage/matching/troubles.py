"""What goes wrong, told from a text's words and those near them: the signs of troubles.txt."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from storage.matching.lexicon import LONGEST_PHRASE, lexicon
from storage.matching.stems import stem
from storage.matching.stop_words import stop_words
from storage.matching.words import words

FILE = "troubles.txt"
CONCEPT = "="
LITTLE = "@"
# So many words apart, two signs still belong together.
NEAR = 8
MOST_TROUBLES = 8

Others = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """Which little words a phrase stands for, and which troubles follow from a sign.

    A trouble is told by its sign when the other signs named with it are near.
    """

    little: Mapping[str, frozenset[str]]
    tells: Mapping[str, Sequence[tuple[str, Others]]]


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The signs of this program."""
    return parse(Path(__file__).with_name(FILE).read_text(encoding="utf-8"))


def parse(text: str) -> Signs:
    """Signs from lines as troubles.txt explains them."""
    little: dict[str, set[str]] = defaultdict(set)
    tells: dict[str, list[tuple[str, Others]]] = defaultdict(list)
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, _, rest = line.partition(":")
        for entry in rest.split(","):
            first, *others = (_sign(part.strip()) for part in entry.split("+"))
            if name.startswith(LITTLE):
                little[first].add(name)
            else:
                tells[first].append((name, tuple(others)))
    return Signs({each: frozenset(names) for each, names in little.items()}, dict(tells))


def troubles(kept: Sequence[str], concepts: Sequence[frozenset[str]]) -> list[str]:
    """The troubles told by folded words without glue, of which these concepts are known.

    In the order of their signs, at most 8.
    """
    known = signs()
    places: dict[str, list[int]] = defaultdict(list)
    for place, sign in _signs_in(kept, concepts, known):
        places[sign].append(place)
    found = {
        name: None
        for sign, at in places.items()
        for name, others in known.tells.get(sign, ())
        if all(_near(at, places.get(other, ())) for other in others)
    }
    return list(found)[:MOST_TROUBLES]


def _signs_in(
    kept: Sequence[str], concepts: Sequence[frozenset[str]], known: Signs
) -> Iterator[tuple[int, str]]:
    stems = [stem(each) for each in kept]
    phrases = lexicon().by_phrase
    for place in range(len(kept)):
        for end in range(place + 1, min(place + LONGEST_PHRASE, len(kept)) + 1):
            phrase = tuple(stems[place:end])
            spoken = " ".join(phrase)
            yield place, spoken
            for name in sorted(known.little.get(spoken, ())):
                yield place, name
            for concept in phrases.get(phrase, ()):
                yield place, CONCEPT + concept
        for concept in sorted(concepts[place]):
            yield place, CONCEPT + concept


def _near(some: Sequence[int], others: Sequence[int]) -> bool:
    return any(abs(one - other) <= NEAR for one in some for other in others)


def _sign(part: str) -> str:
    if part.startswith((CONCEPT, LITTLE)):
        return part
    glue = stop_words().glue
    return " ".join(stem(word) for word in words(part) if word not in glue)
