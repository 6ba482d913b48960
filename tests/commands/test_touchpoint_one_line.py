"""The one-line parser: what separates, what doesn't, and that it never fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.touchpoint.one_line import OneLine, parse

WORD = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12).filter(
    lambda word: word.casefold() != "via" and word == word.strip()
)
PLAIN = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
TRICKY = st.lists(st.one_of(WORD, st.sampled_from(["via", "@", "VIA", "a@b.c"])), min_size=1).map(
    " ".join
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Checkout page @ Purchase via website", OneLine("Checkout page", "Purchase", "website")),
        ("Checkout page @Purchase VIA website", OneLine("Checkout page", "Purchase", "website")),
        ("Checkout page@ Purchase", OneLine("Checkout page", "Purchase")),
        ("Checkout page", OneLine("Checkout page")),
        ("Payment via app @ Purchase via app", OneLine("Payment via app", "Purchase", "app")),
        ("Talk @ the desk @ Visit via store", OneLine("Talk @ the desk", "Visit", "store")),
        ("Mail to info@shop.example", OneLine("Mail to info@shop.example")),
        ("Payment via app", OneLine("Payment via app")),
        ('"Checkout" @ "Purchase" via "website"', OneLine("Checkout", "Purchase", "website")),
        ("„Kasse“ @ «Kauf» via app", OneLine("Kasse", "Kauf", "app")),
        ('"Talk @ desk via phone"', OneLine("Talk @ desk via phone")),
        ('Pay @ "Come via bus" via app', OneLine("Pay", "Come via bus", "app")),
        ('A 5" screen @ Purchase via app', OneLine('A 5" screen', "Purchase", "app")),
        ("@ Purchase via website", OneLine("", "Purchase", "website")),
        ("Checkout @", OneLine("Checkout", "")),
        ("Checkout @ via website", OneLine("Checkout", "", "website")),
        ("Viaduct tour @ Aviation via store", OneLine("Viaduct tour", "Aviation", "store")),
        ("", OneLine("")),
    ],
)
def test_what_separates(typed: str, read: OneLine) -> None:
    assert parse(typed) == read


@given(TRICKY, PLAIN, PLAIN)
def test_the_last_signs_count_whatever_the_name_holds(name: str, stage: str, way: str) -> None:
    assert parse(f"{name} @ {stage} via {way}") == OneLine(
        " ".join(name.split()), " ".join(stage.split()), " ".join(way.split())
    )


@given(TRICKY, TRICKY, PLAIN)
def test_quotes_make_one_thing_of_anything(name: str, stage: str, way: str) -> None:
    assert parse(f'"{name}" @ "{stage}" via {way}') == OneLine(
        " ".join(name.split()), " ".join(stage.split()), " ".join(way.split())
    )


@given(st.text(max_size=4000))
def test_anything_can_be_typed_and_no_word_is_lost(typed: str) -> None:
    line = parse(typed)
    parts = [line.name, line.stage or "", line.channel or ""]
    kept = [letter for part in parts for letter in part if not letter.isspace()]
    signs = [letter for letter in typed if not letter.isspace()]
    assert len(signs) - len(kept) <= len("@via") + 6
    if line.stage is None:
        assert line.channel is None
