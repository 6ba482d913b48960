"""Words that mean the same: in four languages, misspelt, and put together."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.matching.features import features, word
from storage.matching.lexicon import FILES, lexicon, one_slip_apart, parse
from storage.matching.likeness import Nearest, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("parcel", "Paket"),
        ("parcel", "colis"),
        ("parcel", "paquete"),
        ("refund", "Rückerstattung"),
        ("refund", "reembolso"),
        ("password", "Passwort"),
        ("delivrey", "delivery"),
        ("pasword", "password"),
        ("Paketverfolgung", "tracking"),
        ("Paketverfolgung", "parcel"),
        ("Lieferverzögerung", "delay"),
        ("Rueckgabe", "Rückgabe"),
    ],
)
def test_they_share_a_concept(one: str, other: str) -> None:
    (first, *_), (second, *_) = features(one), features(other)
    assert first.concepts & second.concepts
    assert set(first.keys) & set(second.keys)


@pytest.mark.parametrize("phrase", ["money back", "Geld zurück", "remboursé", "devolución dinero"])
def test_phrases_stand_for_concepts(phrase: str) -> None:
    assert any("refund" in each.concepts for each in features(phrase))


@pytest.mark.parametrize("odd", ["zzzzzzzz", "x1", "qwertzuiop", "4711"])
def test_unknown_words_have_no_concept_but_a_key(odd: str) -> None:
    found = word(odd)
    assert not found.concepts
    assert found.keys == (found.stem[:6],)


def test_concepts_are_named_once_in_a_list() -> None:
    for name in FILES:
        names = [
            line.partition(":")[0] for line in _lines(name) if line and not line.startswith("#")
        ]
        assert len(names) == len(set(names))
        # A name is stored among other words, with spaces between.
        assert all(name.removesuffix("*").isalnum() for name in names)


def _lines(name: str) -> list[str]:
    from storage import matching  # noqa: PLC0415 - only its place is needed

    folder = next(iter(matching.__path__))
    with open(f"{folder}/{name}", encoding="utf-8") as file:  # noqa: PTH123
        return file.read().splitlines()


def test_parsing_a_small_lexicon() -> None:
    known = parse("# remark\n\nlate: late, behind schedule | spät\nbad*: bad | schlecht\n")
    assert known.of_word("spat") == ("late",)
    assert known.by_phrase == {("behind", "schedul"): ("late",)}
    assert known.common == {"bad"}


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_slip_apart_is_one_edit(one: str, other: str) -> None:
    assert one_slip_apart(one, other) == (one == other or other in _slips(one, "abc"))


def _slips(text: str, letters: str) -> set[str]:
    """All texts one slip away, by trying them."""
    found = {text[:at] + text[at + 1 :] for at in range(len(text))}
    found |= {
        text[:at] + letter + text[at:] for at, letter in product(range(len(text) + 1), letters)
    }
    found |= {
        text[:at] + letter + text[at + 1 :] for at, letter in product(range(len(text)), letters)
    }
    return found | {
        text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)
    }


def test_likeness_from_the_same_word_to_nothing() -> None:
    assert likeness(word("crashing"), word("crashed")) == 1.0
    assert 0.5 < likeness(word("parcel"), word("paket")) < 1.0
    assert 0.5 < likeness(word("zwirbelei"), word("zwirbelo")) <= 1.0
    assert likeness(word("parcel"), word("refund")) == 0.0
    assert likeness(word("4711"), word("47119")) == 0.0


@given(
    st.lists(st.text("abcdefgh", min_size=2, max_size=9), min_size=1, max_size=6),
    st.text("abcdefgh", min_size=2, max_size=9),
)
def test_nearest_forgets_no_word_that_is_spelt_alike(texts: list[str], text: str) -> None:
    asked = [word(each) for each in texts]
    near = dict(Nearest(asked).to(word(text)))
    for slot, each in enumerate(asked):
        if each.stem[:2] == word(text).stem[:2]:
            assert near.get(slot, 0.0) == likeness(word(text), each)
    assert all(like == likeness(word(text), asked[slot]) for slot, like in near.items())


def test_the_lexicon_is_read_once() -> None:
    assert lexicon() is lexicon()
