"""A text as a short list of folded words, whatever its script and however long it is."""

import re
import unicodedata

from storage.folding import fold

# What somebody can say about one problem; beyond it a text is a document, and costs time.
LONGEST_TEXT = 4_000
MOST_WORDS = 160
LONGEST_WORD = 32

_APOSTROPHES = re.compile(r"(?<=\w)['\u2019\u02bc](?=\w)")
_FRENCH_ARTICLE = re.compile(r"\b(?:qu|[cdjlmnst])['\u2019\u02bc](?=\w)")
_WORD = re.compile(r"[^\W_]+")
# Scripts written without spaces between words: kana, ideographs, Hangul is spaced but short.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")


def words(text: str) -> list[str]:
    """Folded words in order: at most 160 of at most 32 letters; "doesn't" is "doesnt".

    Where a script puts no spaces, pairs of neighbouring letters stand for words: the usual
    way to index it (McNamee and Mayfield, "Character N-Gram Tokenization for European
    Language Text Retrieval", Information Retrieval 7, 2004).
    """
    # Mathematical letters have a small form only once they are plain ones.
    folded = fold(unicodedata.normalize("NFKD", text[:LONGEST_TEXT]))
    folded = _APOSTROPHES.sub("", _FRENCH_ARTICLE.sub(" ", folded))
    found: list[str] = []
    for word in _WORD.findall(folded):
        if _UNSPACED.search(word):
            found += _pairs(word)
        else:
            found.append(word[:LONGEST_WORD])
        if len(found) >= MOST_WORDS:
            break
    return found[:MOST_WORDS]


def _pairs(word: str) -> list[str]:
    if len(word) < 2:  # noqa: PLR2004 - a pair
        return [word]
    return [word[start : start + 2] for start in range(min(len(word) - 1, MOST_WORDS))]
