"""Words and stems of whatever people may type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.matching.features import MOST_FEATURES, features, loaded, stored
from storage.matching.stems import SHORTEST, stem
from storage.matching.words import LONGEST_WORD, MOST_WORDS, words


@given(st.text(max_size=6_000))
def test_words_are_few_short_and_folded_already(text: str) -> None:
    found = words(text)
    assert len(found) <= MOST_WORDS
    assert all(0 < len(word) <= LONGEST_WORD for word in found)
    assert words(" ".join(found)) == found


@given(st.text(max_size=300))
def test_features_come_back_from_the_line_they_are_stored_in(text: str) -> None:
    found = features(text)
    assert len(found) <= MOST_FEATURES
    assert [word.text for word in loaded(stored(found))] == [word.text for word in found]
    assert "\n" not in stored(found)


@given(st.text(max_size=2_000), st.text(max_size=2_000))
def test_case_accents_and_spaces_make_no_difference(one: str, other: str) -> None:
    text = f"{one} {other}"
    spaced = f"  {one.upper().lower()}  \t {other.upper().lower()} "
    assert words(spaced) == words(text.upper().lower())


@given(st.text(alphabet=st.characters(categories=("Ll", "Nd")), min_size=1, max_size=40))
def test_a_stem_is_a_beginning_and_never_too_short(word: str) -> None:
    found = stem(word)
    assert word.startswith(found)
    assert len(found) >= min(len(word), SHORTEST)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("delivered", "delivers"),
        ("crashing", "crashes"),
        ("customers", "customer"),
        ("refunded", "refunds"),
        ("lieferungen", "liefert"),
        ("bestellung", "bestellen"),
        ("remboursement", "rembourse"),
        ("paquetes", "paquete"),
    ],
)
def test_inflections_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_numbers_keep_all_their_digits() -> None:
    assert stem("2026s") == "2026s"


def test_apostrophes_and_french_articles() -> None:
    assert words("Doesn't l'étiquette d\u2019envoi") == ["doesnt", "etiquette", "envoi"]


def test_scripts_without_spaces_become_pairs() -> None:
    assert words("荷物が届かない") == ["荷物", "物か", "か届", "届か", "かな", "ない"]


def test_stop_words_are_no_features_but_phrases_with_them_are() -> None:
    found = features("They have hung up on her")
    assert [word.text for word in found if not word.trouble] == ["=hangup"]
    assert features("and the it is of") == ()
