"""Makes people's text drawable: no control characters, and words where no font has the glyphs."""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from charts.printable import printable
from charts.theme import Weight
from charts.typeface import covers, covers_together

LONGEST_WORDS = 28
REPEATED = re.compile(r"(\([^()]+ text\))(?: \1)+")
CJK = {"CJK": "Chinese or Japanese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese"}
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
WIDE = frozenset({"W", "F"})
SKIN_TONES = range(0x1F3FB, 0x1F400)
FLAG_LETTERS = range(0x1F1E6, 0x1F200)


def is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in text)


def begins_from_right(text: str) -> bool | None:
    """Whether the first letter runs from right to left; None when there is no letter at all."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return None


def is_wide(char: str) -> bool:
    """Characters of scripts that break lines anywhere, without spaces."""
    return unicodedata.east_asian_width(char) in WIDE


@lru_cache(maxsize=4096)
def drawable(text: str, weight: Weight) -> str:
    """One line of `text` that the fonts of this machine can draw, spaces collapsed.

    Control characters go (bidi overrides too: they could make a text read as something else);
    what no font has is named in words in parentheses, never an empty box.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    parts = []
    told = _without_strange_marks(printable(text), weight)
    for kind, group in groupby(told, key=lambda char: _missing(char, weight)):
        run = "".join(group)
        parts.append(run if kind is None else _in_words(kind, run))
    return REPEATED.sub(r"\1", " ".join("".join(parts).split()))


def _without_strange_marks(text: str, weight: Weight) -> str:
    """Without marks that no font can put onto their letter, which would be two empty boxes."""
    kept, letter = [], ""
    for char in text:
        if unicodedata.category(char)[0] != "M":
            letter = char
        elif letter and not covers_together(letter + char, weight):
            continue
        else:
            letter += char
        kept.append(char)
    return "".join(kept)


def _missing(char: str, weight: Weight) -> str | None:
    """None when the character can be drawn, else what to call its kind."""
    if char.isspace() or covers(char, weight):
        return None
    if unicodedata.category(char) in {"Mn", "Me", "Cf"} or ord(char) in SKIN_TONES:
        return "mark"
    if ord(char) in FLAG_LETTERS:
        return "flag"
    name = unicodedata.name(char, "")
    if unicodedata.category(char).startswith("S"):
        return "sign:" + name.lower()
    script = name.split(" ")[0].split("-")[0]
    return CJK.get(script, script.capitalize()) or "unknown"


def _in_words(kind: str, run: str) -> str:
    if kind == "mark":
        return ""
    if kind == "flag":
        letters = "".join(chr(ord(char) - FLAG_LETTERS.start + ord("A")) for char in run)
        return f" (flag {letters}) "
    if kind.startswith("sign:"):
        words = kind.removeprefix("sign:")
        return f" ({words if 0 < len(words) <= LONGEST_WORDS else 'emoji'}) "
    return f" ({kind} text) "
