"""Breaks text into lines that fit a width: at spaces, between wide characters, inside long words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from charts.geometry import Box
from charts.lettering import text_width
from charts.script import drawable, is_wide
from charts.theme import Type, Weight

ELLIPSIS = "…"
NOT_FIRST = frozenset("、。，．・：；？！）」』】〕〉》％ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)]},.;:!?%")
NOT_LAST = frozenset("（「『【〔〈《([{")
BREAK_AFTER = frozenset("-/_.@:\\&+=–—")
VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûåæøœαεηιουωаеёиоуыэюяіїє")
TOGETHER = frozenset({"ch", "ck", "ph", "sh", "th", "qu", "st", "sp", "tr", "pr", "br", "gr", "kr", "pl", "bl", "gl", "fl", "kl"})
SHORTEST_PART = 3
KERNING_SLACK = 0.08
"""Ems kept free in a line, because words are measured one by one (each is then shaped once)."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text and the box they fill; the first line begins at the top of the box."""

    lines: tuple[str, ...]
    type: Type
    box: Box

    @property
    def line_height(self) -> float:
        return self.type.size * self.type.leading


def set_text(text: str, type_: Type, x: float, y: float, width: float, most: int = 99) -> Block:
    """`text` wrapped to `width` with its top left corner at `x`, `y`; at most `most` lines."""
    lines = wrap(drawable(text, type_.weight), type_.size, type_.weight, width, most)
    return Block(lines, type_, Box(x, y, width, len(lines) * type_.size * type_.leading))


@lru_cache(maxsize=4096)
def wrap(text: str, size: float, weight: Weight, width: float, most: int) -> tuple[str, ...]:
    """Lines no wider than `width`; what is beyond `most` lines is elided with an ellipsis."""
    lines: list[str] = []
    line, used = "", 0.0
    room = width - KERNING_SLACK * size
    blank = text_width("n n", size, weight) - text_width("nn", size, weight)
    for gap, token in _tokens(text):
        needed = text_width(token, size, weight)
        before = blank if gap else 0.0
        if line and used + before + needed <= room:
            line, used = line + gap + token, used + before + needed
            continue
        if line:
            lines.append(line)
        *full, line = _split(token, size, weight, room)
        lines.extend(full)
        used = text_width(line, size, weight)
    if line:
        lines.append(line)
    if len(lines) > most:
        last = elide(lines[most - 1] + " " + lines[most], size, weight, width)
        lines[most - 1 :] = [last if last.endswith(ELLIPSIS) else last + ELLIPSIS]
    return tuple(lines)


def elide(text: str, size: float, weight: Weight, width: float) -> str:
    """`text`, or as much of its beginning as fits the width together with an ellipsis."""
    if text_width(text, size, weight) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + ELLIPSIS, size, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Pieces that stay together, each with the blank that stands before it inside a line."""
    for word in text.split():
        gap = " "
        piece = ""
        for index, char in enumerate(word):
            before = word[index - 1] if index else ""
            if piece and _may_break(before, char):
                yield gap, piece
                gap, piece = "", ""
            piece += char
        yield gap, piece


def _may_break(before: str, char: str) -> bool:
    if char in NOT_FIRST or before in NOT_LAST:
        return False
    return is_wide(before) or is_wide(char)


def _split(token: str, size: float, weight: Weight, width: float) -> list[str]:
    """A token alone on its line: whole if it fits, else broken as gently as it can be."""
    parts = []
    rest = token
    while text_width(rest, size, weight) > width and len(rest) > 1:
        head, rest = _break_once(rest, size, weight, width)
        parts.append(head)
    return [*parts, rest]


def _break_once(word: str, size: float, weight: Weight, width: float) -> tuple[str, str]:
    fits = len(word) - 1
    while fits > 1 and text_width(word[:fits] + "-", size, weight) > width:
        fits -= 1
    for at in range(fits, max(SHORTEST_PART, fits // 2), -1):
        if word[at - 1] in BREAK_AFTER:
            return word[:at], word[at:]
    for at in range(fits, max(SHORTEST_PART, fits // 2), -1):
        if len(word) - at >= SHORTEST_PART and _between_syllables(word, at):
            return word[:at] + "-", word[at:]
    hyphen = "-" if word[fits - 1].isalpha() and word[fits : fits + 1].isalpha() else ""
    return word[:fits] + hyphen, word[fits:]


def _between_syllables(word: str, at: int) -> bool:
    """A guess without a dictionary: a consonant that a vowel follows opens a syllable."""
    before, opener, after = word[at - 1].lower(), word[at].lower(), word[at + 1 : at + 2].lower()
    if not (before.isalpha() and opener.isalpha() and after.isalpha()):
        return False
    if opener in VOWELS or before + opener in TOGETHER:
        return False
    return after in VOWELS or (opener + after in TOGETHER and word[at + 2 : at + 3].lower() in VOWELS)
