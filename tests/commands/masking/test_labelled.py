"""How much customer data is found, and how much else is left alone, over labelled texts."""

from collections import Counter

import pytest

from commands.masking import mask
from tests.commands.masking.labelled import Found, Labelled, found, labelled

ENOUGH = 0.98


@pytest.fixture(scope="module")
def entries() -> list[Labelled]:
    return labelled()


def test_the_set_is_large_and_says_each_thing_once(entries: list[Labelled]) -> None:
    kinds = Counter(entry.kind for entry in entries if entry.text != entry.masked)
    assert set(kinds) == {"e-mail", "phone", "card", "IBAN", "number", "several"}
    assert sum(kinds.values()) >= 150
    assert sum(entry.text == entry.masked for entry in entries) >= 90
    assert len({entry.text for entry in entries}) == len(entries)


def test_precision_and_recall(entries: list[Labelled]) -> None:
    right, missed, wrong = 0, list[str](), list[str]()
    for entry in entries:
        wanted = found(entry.text, entry.masked)
        got = found(entry.text, mask(entry.text).text)
        right += len(wanted & got)
        missed += _told(entry, wanted - got)
        wrong += _told(entry, got - wanted)
    precision, recall = right / (right + len(wrong)), right / (right + len(missed))
    told = "\n".join((*(f"missed {each}" for each in missed), *(f"wrong {each}" for each in wrong)))
    print(f"precision {precision:.3f}, recall {recall:.3f} of {right + len(missed)}\n{told}")  # noqa: T201 - shown by pytest -s
    assert min(precision, recall) >= ENOUGH, told


def test_masking_twice_changes_nothing(entries: list[Labelled]) -> None:
    for entry in entries:
        once = mask(entry.text).text
        assert mask(once) == type(mask(""))(once, ())


def _told(entry: Labelled, stretches: set[Found]) -> list[str]:
    return [f"{each.kind} in {entry.text!r} ({entry.note})" for each in stretches]
