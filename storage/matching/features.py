"""What a text is compared by: words with stem, concepts, trigrams and keys; and its troubles."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from storage.matching.edition import EDITION, edition
from storage.matching.lexicon import LONGEST_PHRASE, lexicon
from storage.matching.stems import stem
from storage.matching.stop_words import stop_words
from storage.matching.troubles import troubles
from storage.matching.words import words

MOST_FEATURES = 40
# Words are indexed by their beginnings, which finds inflections and compounds in any of these
# languages nearly as well as a stemmer does (McNamee and Mayfield 2004, "truncated words").
KEY_LETTERS = 6
CONCEPT = "="
TROUBLE = "!"

# What part of all complaints has it, as a rule.
USUAL_OF_COMMON = 0.12
USUAL_OF_CONCEPT = 0.02
USUAL_OF_WORD = 0.015
USUAL_OF_TROUBLE = 0.06


# Compared by what they are, not field by field: there is one for each text, and many lookups.
@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word, one phrase that stands for a concept, or one trouble that the words tell of.

    `text` is what is stored; word(text) gives the same Word again. `usual` is the share of
    complaints that have it, as a rule, and `weight` the negative logarithm of that.
    Words that are at all alike share one of their `marks`.
    """

    text: str
    stem: str
    concepts: frozenset[str]
    common: bool
    usual: float
    weight: float
    keys: tuple[str, ...]
    trigrams: frozenset[str]
    marks: tuple[str, ...]
    trouble: bool = False


# Of 2 kB each; a team's own words are a few thousand.
@lru_cache(maxsize=5_000)
def word(text: str) -> Word:
    """The features of a folded word, a phrase's concept ("=concept"), a trouble ("!trouble")."""
    if text.startswith(TROUBLE):
        return _trouble(text)
    known = lexicon()
    if text.startswith(CONCEPT):
        concepts: tuple[str, ...] = (text[len(CONCEPT) :],)
        stemmed = text
    else:
        stemmed = stem(text)
        concepts = known.of_word(text)
    telling = [concept for concept in concepts if concept not in known.common]
    common = bool(concepts) and not telling
    usual = USUAL_OF_COMMON if common else USUAL_OF_CONCEPT if concepts else USUAL_OF_WORD
    keys = [CONCEPT + concept for concept in telling] or [stemmed[:KEY_LETTERS]]
    return Word(
        text=text,
        stem=stemmed,
        concepts=frozenset(concepts),
        common=common,
        usual=usual,
        weight=-math.log(usual),
        keys=() if common else tuple(keys),
        trigrams=_trigrams(stemmed),
        marks=(
            f"stem {stemmed}",
            *(f"concept {each}" for each in concepts),
            f"beginning {stemmed[:2]}",
            f"end {stemmed[-3:]}",
        ),
    )


# What somebody sends was looked up while they typed, and is worked out before its turn to be
# written: the same text a few times within a minute.
@lru_cache(maxsize=500)
def features(text: str) -> tuple[Word, ...]:
    """The distinct telling words of a text in order, phrases first, at most 40; its troubles."""
    known = stop_words()
    kept = [each for each in words(text) if each not in known.glue]
    concepts = [frozenset[str]() if each in known.stop else word(each).concepts for each in kept]
    found = list(dict.fromkeys(_texts(kept)))[:MOST_FEATURES]
    found += [TROUBLE + each for each in troubles(kept, concepts)]
    return tuple(word(each) for each in found)


def stored(found: tuple[Word, ...]) -> str:
    """Features as one line of text, which says first what knowledge they were found with."""
    return " ".join([edition(), *(each.text for each in found)])


def loaded(line: str) -> tuple[Word, ...]:
    """Features from such a line."""
    return tuple(word(each) for each in line.split() if not each.startswith(EDITION))


def _trouble(text: str) -> Word:
    return Word(
        text=text,
        stem=text,
        concepts=frozenset(),
        common=False,
        usual=USUAL_OF_TROUBLE,
        weight=-math.log(USUAL_OF_TROUBLE),
        keys=(text,),
        trigrams=frozenset(),
        marks=(f"stem {text}",),
        trouble=True,
    )


def _texts(kept: list[str]) -> Iterator[str]:
    stop = stop_words().stop
    stems = [stem(each) for each in kept]
    phrases = lexicon().by_phrase
    place = 0
    while place < len(kept):
        for length in range(LONGEST_PHRASE, 1, -1):
            concepts = phrases.get(tuple(stems[place : place + length]))
            if concepts:
                yield from (CONCEPT + concept for concept in concepts)
                place += length
                break
        else:
            if kept[place] not in stop and len(kept[place]) > 1:
                yield kept[place]
            place += 1


def _trigrams(stemmed: str) -> frozenset[str]:
    padded = f" {stemmed} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))
