"""A label of two or three words for pain points that share something, in their own words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from storage.folding import fold
from storage.matching.features import CONCEPT, word
from storage.matching.stop_words import stop_words

WORDS = 3
LONGEST = 40
_WORD = re.compile(r"[^\W\d_]{2,}")


def label(titles: Sequence[str], shared: Iterable[str]) -> str:
    """What they share as it is mostly written, then what else most of them say: "parcel · late"."""
    written: dict[str, Counter[str]] = {}
    for title in titles:
        for key, spelling in _spellings(title):
            written.setdefault(key, Counter())[spelling] += 1
    keys = list(shared)
    others = sorted(
        (key for key in written if key not in keys and written[key].total() * 2 > len(titles)),
        key=lambda key: (-written[key].total(), key),
    )
    if not keys and not others:
        others = sorted(written, key=lambda key: (-written[key].total(), key))[:2]
    # A phrase has no spelling of its own: the concept's name stands for it.
    words = [
        written[key].most_common(1)[0][0] if key in written else key.removeprefix(CONCEPT)
        for key in [*keys, *others]
    ]
    return " · ".join(list(dict.fromkeys(words))[:WORDS])[:LONGEST]


def _spellings(title: str) -> set[tuple[str, str]]:
    known = stop_words()
    found = set()
    for spelling in _WORD.findall(title):
        folded = fold(spelling)
        if folded not in known.glue and folded not in known.stop:
            found |= {(key, spelling.lower()) for key in word(folded).keys}
    return found
