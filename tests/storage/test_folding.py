"""Folding text the way people search."""

from hypothesis import given
from hypothesis import strategies as st

from storage.folding import fold


def test_case_accents_and_spaces_do_not_matter() -> None:
    assert fold("  Élan  VITAL ") == "elan vital"
    assert fold("Straße") == fold("STRASSE")
    assert fold("\N{MATHEMATICAL BOLD CAPITAL A}bc") == "abc"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
