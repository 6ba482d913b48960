"""Any text at all: masking holds its promises, and its work grows with the text only."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import commands.masking
from commands.masking import mask
from tests.commands.masking.labelled import PLACEHOLDER, found, labelled

ANY = st.text(st.characters(exclude_categories=()), max_size=400)
TRICKY = st.text("0123456789 .-/()+@a[]€,:'\n\u0663\uff11\u0301\u200b😀", max_size=300)
PIECES = st.lists(
    st.one_of(
        st.sampled_from([entry.text for entry in labelled()]),
        st.sampled_from(
            ["[phone]", "[e-mail]", " at ", " dot ", "@", "+", "tel. ", "order ", "00"]
        ),
        st.integers(0, 10**20).map(str),
        st.sampled_from(["", " ", "-", "/", ".", " - ", "(", ") ", ", "]),
    ),
    max_size=12,
).map("".join)


@settings(deadline=None)
@given(st.one_of(ANY, TRICKY, PIECES), st.sampled_from([None, "DE", "US", "DK"]))
@example("1" * 3000, None)
@example("a@" * 1500, None)
def test_masking_masked_text_changes_nothing(text: str, region: str | None) -> None:
    once = mask(text, region=region)
    again = mask(once.text, region=region)
    assert again.text == once.text
    assert again.found == ()


@settings(deadline=None)
@given(st.one_of(ANY, TRICKY, PIECES))
def test_only_what_is_masked_is_gone(text: str) -> None:
    masked = mask(text)
    position = 0
    for kept in PLACEHOLDER.split(masked.text)[::2]:
        position = text.index(kept, position) + len(kept)
    assert set(masked.found) <= set(PLACEHOLDER.findall(masked.text))


@settings(deadline=None)
@given(st.one_of(ANY, TRICKY, PIECES))
def test_no_long_run_of_digits_is_left(text: str) -> None:
    assert not re.search(r"\d{9}", re.sub(r"https?://\S+", "", mask(text).text))


@settings(deadline=None)
@given(st.text("abcdefgåßжü0123456789", min_size=1, max_size=20), st.sampled_from([".", "+", "_"]))
def test_e_mail_addresses_are_found(word: str, sign: str) -> None:
    assert mask(f"Von {word}{sign}x@{word}.example, heute").text == "Von [e-mail], heute"


@settings(deadline=None)
@given(st.integers(10**12, 10**18 - 1), st.sampled_from([" ", "-", ""]))
def test_cards_are_found(number: int, sign: str) -> None:
    doubled = str(number)[::-2].translate(str.maketrans("0123456789", "0246813579"))
    check = -sum(map(int, doubled + str(number)[-2::-2])) % 10
    digits = f"{number}{check}"
    grouped = sign.join(digits[place : place + 4] for place in range(0, len(digits), 4))
    assert mask(f"Card {grouped}!").text == "Card [card]!"


@settings(deadline=None)
@given(
    st.integers(0, 10**18 - 1),
    st.sampled_from([" ", "-", ""]),
    st.sampled_from([str.upper, str.lower]),
)
def test_ibans_are_found(account: int, sign: str, cased: Callable[[str], str]) -> None:
    check = 98 - int(f"{account:018}131400") % 97  # D is 13, E is 14
    number = f"DE{check:02}{account:018}"
    grouped = sign.join(number[place : place + 4] for place in range(0, 22, 4))
    assert mask(f"An {cased(grouped)} zurück").text == "An [IBAN] zurück"
    wrong = f"DE{(check + 1) % 97:02}{account:018}"
    assert "IBAN" not in mask(wrong).found


@settings(deadline=None)
@given(st.text("0123456789@ .-/()+a:", min_size=1, max_size=8))
@example("+1 ")
@example("a dot ")
@example("20 12 34 56 ")
@example("DE89 ")
@example("1/2/")
@example("01(")
@example("01)0(")
def test_work_grows_with_the_text_only(piece: str) -> None:
    mask(piece * 320)  # the numbering plans are loaded when first needed
    once, fourfold = _calls(piece * 80), _calls(piece * 320)
    assert fourfold <= 4.4 * once + 2000


def test_no_pattern_can_backtrack_far() -> None:
    """An unbounded repeat may only end a pattern: then it never has to give anything back."""
    patterns = [
        value
        for module in pkgutil.iter_modules(commands.masking.__path__, "commands.masking.")
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, re.Pattern)
    ]
    assert len(patterns) > 10
    for pattern in patterns:
        signs = re.sub(r"\[[^\]]*\]", "", re.sub(r"\\.", "", pattern.pattern))
        assert not re.search(r"(?:[*+]|\{\d*,\}).", signs), pattern.pattern


@pytest.mark.parametrize("entry", labelled(), ids=lambda entry: entry.note)
def test_full_width_digits_count_the_same(entry: tuple[str, str, str, str]) -> None:
    text = entry[0]
    wide = text.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    if "http" in text or "%40" in text or re.search(r"[A-Za-z]\d|\d[A-Za-z]|⃣", text):
        return
    assert found(text, mask(text).text) == found(wide, mask(wide).text)


def _calls(text: str) -> int:
    """Calls that masking makes: a measure of work that no other work on the machine changes."""
    count = 0

    def counted(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event.endswith("call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        mask(text)
    finally:
        sys.setprofile(before)
    return count
