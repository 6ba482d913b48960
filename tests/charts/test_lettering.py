"""Fonts and line breaking: no empty boxes, nothing lost, nothing taken for mathematics."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from charts import script
from charts.lettering import ems, outline, text_width
from charts.script import drawable
from charts.theme import Type, Weight
from charts.typeface import covers, font_paths
from charts.wrapping import ELLIPSIS, elide, set_text, wrap
from tests.charts.maps import NAMES

WEIGHTS: tuple[Weight, ...] = ("regular", "semibold")
MARKS = "\u200e\u200f"


def is_box(glyph: str) -> bool:
    """Glyph 0 of any font is its empty box; the Last Resort font has nothing but boxes."""
    return glyph.endswith("-0") or glyph.startswith("LastResort")


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("name", NAMES)
def test_no_empty_box_is_drawn(name: str, weight: Weight) -> None:
    assert not [glyph for glyph in outline(drawable(name, weight), weight).glyphs if is_box(glyph)]


@settings(max_examples=300, deadline=None)
@example("\u5546\u05b0")
@given(st.text(max_size=40))
def test_no_text_at_all_draws_an_empty_box(text: str) -> None:
    lines = wrap(drawable(text, "regular"), 12, "regular", 150, 9)
    assert not [g for line in lines for g in outline(line, "regular").glyphs if is_box(g)]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_bundled_typeface_has_latin_greek_cyrillic_and_arrows(weight: Weight) -> None:
    bundled = font_paths(weight)[0]
    assert "Inter" in bundled
    glyphs = outline("ÀÉÎÕÜßŁłŐőŞşŽžẞỗ ΑΩάώ ЖЯёїґ → \u2013 … \u2212 · “”", weight).glyphs
    assert all(glyph.startswith("Inter-") for glyph in glyphs)


def test_what_no_font_has_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "covers", lambda char, _: ord(char) < 0x2000)
    script.drawable.cache_clear()
    try:
        assert drawable("Pay 日本語 now", "regular") == "Pay (Chinese or Japanese text) now"
        assert drawable("Oh \U0001f621\ufe0f!", "regular") == "Oh (pouting face) !"
        assert drawable("Hi \U0001f1e9\U0001f1ea", "regular") == "Hi (flag DE)"
        assert drawable("한국어 채팅", "regular") == "(Hangul text)"
    finally:
        script.drawable.cache_clear()


def test_control_characters_and_bidi_overrides_are_gone() -> None:
    assert drawable("a\u202eb\x00c\n\td\u2066", "regular") == "ab c d"


def test_japanese_is_drawn_where_the_machine_has_a_font() -> None:
    if not covers("日", "regular"):
        pytest.skip("no font of this machine has Japanese")
    assert drawable("日本", "regular") == "日本"
    assert len(outline("日本", "regular").codes) > 20


def test_right_to_left_text_runs_from_the_right() -> None:
    """In visual order the first letter stands last; Arabic letters are joined."""
    forward = outline("אב", "regular").glyphs
    assert forward == tuple(
        reversed(outline("א", "regular").glyphs + outline("ב", "regular").glyphs)
    )
    assert outline("بب", "regular").glyphs[0] != outline("ب", "regular").glyphs[0]


def test_a_line_keeps_the_direction_of_its_paragraph() -> None:
    lines = wrap("والدفع T-5 التحقق", 20, "regular", 70, 9)
    assert len(lines) > 1
    number = next(line for line in lines if "T-5" in line)
    assert number.startswith("\u200f") or number.lstrip(MARKS)[0] != "T"


def test_dollars_and_backslashes_are_plain_characters() -> None:
    text = "Costs $5^2 or $x_{10}$ \\frac{a}{b}"
    assert drawable(text, "regular") == text
    assert len(outline(text, "regular").glyphs) == len(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80), st.floats(30, 300))
def test_wrapping_fits_and_loses_nothing(text: str, width: float) -> None:
    plain = drawable(text, "regular")
    lines = wrap(plain, 12, "regular", width, 999)
    assert all(text_width(line, 12, "regular") <= width for line in lines)

    def letters(words: str) -> list[str]:
        kept = words.replace("-", "").translate(dict.fromkeys(map(ord, MARKS)))
        return [char for char in kept if not char.isspace()]

    assert letters("".join(lines)) == letters(plain)


def test_a_compound_breaks_between_syllables_with_a_hyphen() -> None:
    lines = wrap("Rechtsschutzversicherungsgesellschaft", 12, "regular", 110, 9)
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])
    assert all(len(line) > 3 for line in lines)


def test_no_line_begins_with_what_belongs_to_the_word_before() -> None:
    whole = "2.9 %, target 3 %, 88 % of the way from 2.1 % \u00b7 /journey kpi"
    for width in range(80, 400, 5):
        lines = wrap(whole, 12, "regular", width, 99)
        assert " ".join(lines) == whole
        assert not any(line[0] == "%" or line == "kpi" for line in lines), width
    narrow = wrap("88 % 0123456789 /journey kpi", 12, "regular", 54, 99)
    assert narrow[0] == "88 %"
    assert "kpi" in narrow, "where there is no room it breaks at the blank"


def test_japanese_breaks_without_spaces_and_not_before_a_comma() -> None:
    lines = wrap("商品を探して、比較する、購入する", 12, "regular", 62, 9)
    assert len(lines) > 2
    assert not [line for line in lines if line.startswith("、")]


def test_too_many_lines_end_in_an_ellipsis() -> None:
    block = set_text("one two three four five six seven", Type(12), 0, 0, 60, 2)
    assert len(block.lines) == 2
    assert block.lines[-1].endswith(ELLIPSIS)
    assert elide("short", 12, "regular", 100) == "short"


def test_accents_are_composed() -> None:
    assert drawable(unicodedata.normalize("NFD", "déjà"), "regular") == "déjà"


def test_a_very_long_word_is_elided_without_measuring_each_of_its_beginnings() -> None:
    outline.cache_clear()
    ems.cache_clear()
    block = set_text("x" * 3000, Type(12), 0, 0, 100, 3)
    assert len(block.lines) == 3
    assert block.lines[-1].endswith(ELLIPSIS)
    assert ems.cache_info().misses < 3000
