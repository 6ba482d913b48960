"""What goes wrong, read from words and those near them."""

import pytest

from storage.matching.features import features, loaded, stored, word
from storage.matching.lexicon import lexicon
from storage.matching.scoring import Question
from storage.matching.troubles import MOST_TROUBLES, parse, signs


def _told(text: str) -> set[str]:
    return {each.text[1:] for each in features(text) if each.trouble}


@pytest.mark.parametrize(
    ("trouble", "one", "other"),
    [
        ("waiting", "stood in the queue for ages", "Ewig in der Warteschleife"),
        ("notcome", "the letter never arrived", "Le colis n'est jamais arrivé"),
        ("noinfo", "nobody told us why", "sin avisar"),
        ("broken", "the lift is out of service", "Distributeur en panne"),
        ("unclear", "nobody understands the terms", "Tarifsystem versteht kein Mensch"),
        ("privacy", "everyone could hear my debts", "alle hören mit am Schalter"),
        ("unreachable", "nobody picks up the phone", "niet bereikbaar"),
    ],
)
def test_paraphrases_tell_of_the_same_trouble(trouble: str, one: str, other: str) -> None:
    assert trouble in _told(one)
    assert trouble in _told(other)


def test_both_signs_must_be_near_each_other() -> None:
    assert "notcome" in _told("the letter has never come")
    assert "notcome" not in _told("the letter has come")
    apart = "never " + "lamp " * 20 + "come"
    assert "notcome" not in _told(apart)


def test_they_are_stored_and_read_with_the_words() -> None:
    found = features("nobody picks up the phone")
    assert loaded(stored(found)) == found
    assert any(each.trouble for each in found)


def test_they_are_few() -> None:
    every = " ".join(["nobody picks up never arrived dirty noisy expensive rude"] * 10)
    assert 0 < len(_told(every)) <= MOST_TROUBLES


def test_a_shared_trouble_is_evidence_apart_from_the_words() -> None:
    asked = (word("lamp"), word("!waiting"))
    question = Question(asked, [0.02, 0.06], among=10)
    shared = question.compare([(word("sofa"), word("!waiting"))])
    other = question.compare([(word("sofa"), word("!noise"))])
    assert shared.troubles > other.troubles == 0
    assert shared.shared == other.shared == 0
    half = question.compare([(word("!waiting"),), (word("!noise"),)])
    assert 0 < half.troubles < shared.troubles


def test_every_named_concept_and_little_word_exists() -> None:
    known = lexicon()
    concepts = {
        f"={each}"
        for found in (known.by_word, known.by_phrase)
        for listed in found.values()
        for each in listed
    }
    little = set().union(*signs().little.values())
    for sign, tells in signs().tells.items():
        for each in (sign, *(other for _, others in tells for other in others)):
            assert each, f"empty sign among {sign}"
            assert not each.startswith("=") or each in concepts
            assert not each.startswith("@") or each in little


def test_a_name_is_one_word() -> None:
    assert all(name.isalpha() for tells in signs().tells.values() for name, _ in tells)


def test_lines_are_read_as_explained() -> None:
    found = parse("# note\n@no: not, no one\n\nlate: =late, @no + come, long wait\n")
    assert found.little == {"not": frozenset({"@no"}), "no one": frozenset({"@no"})}
    assert found.tells == {
        "=late": [("late", ())],
        "@no": [("late", ("come",))],
        "long wait": [("late", ())],
    }
