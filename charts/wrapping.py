"""Sets text in lines that fit a width."""

from dataclasses import dataclass, replace
from functools import lru_cache

from charts.breaking import BREAK_AFTER, SHORTEST_PART, between_syllables, tokens
from charts.geometry import Box
from charts.lettering import text_width
from charts.script import begins_from_right, drawable
from charts.theme import Type, Weight

ELLIPSIS = "…"
LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
SMALLEST = 0.7
NARROWEST = 0.15
"""Ems: no text is on average so narrow, so what is beyond this need not be measured."""

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


def set_fitting(text: str, type_: Type, x: float, y: float, width: float) -> Block:
    """One line, smaller when it has to be, elided only when it would become too small to read.

    The block keeps the height that the line has at full size.
    """
    plain = drawable(text, type_.weight)
    needed = text_width(plain, 1, type_.weight)
    size = min(type_.size, max(SMALLEST * type_.size, width / needed if needed else type_.size))
    block = set_text(plain, replace(type_, size=size), x, y, width + KERNING_SLACK * size, 1)
    leading = type_.leading * type_.size / size
    fitted = replace(type_, size=size, leading=leading)
    return Block(block.lines, fitted, Box(x, y, width, type_.size * type_.leading))


@lru_cache(maxsize=4096)
def wrap(text: str, size: float, weight: Weight, width: float, most: int) -> tuple[str, ...]:
    """Lines no wider than `width`; what is beyond `most` lines is elided with an ellipsis."""
    lines: list[str] = []
    line, used = "", 0.0
    text = _within(text, (most + 1) * (int(width / (NARROWEST * size)) + 1))
    room = width - KERNING_SLACK * size
    blank = text_width("n n", size, weight) - text_width("nn", size, weight)
    for gap, token in tokens(text):
        needed = text_width(token, size, weight) if _fits(token, size, weight, width) else width
        before = blank if gap else 0.0
        if line and used + before + needed <= room:
            line, used = line + gap + token, used + before + needed
            continue
        if line:
            lines.append(line)
        if len(lines) > most:
            break
        *full, line = _split(token, size, weight, room)
        lines.extend(full)
        used = text_width(line, size, weight)
    if line and len(lines) <= most:
        lines.append(line)
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines[most - 1 :] = [elide(rest, size, weight, width)]
    return tuple(_in_direction(line, from_right=begins_from_right(text)) for line in lines)


def _fits(text: str, size: float, weight: Weight, width: float) -> bool:
    return len(text) * NARROWEST * size <= width and text_width(text, size, weight) <= width


def _within(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[:characters].rstrip() + ELLIPSIS


def _in_direction(line: str, *, from_right: bool | None) -> str:
    """A line keeps the direction of its paragraph, whatever letter it happens to begin with."""
    if from_right is None or begins_from_right(line) in {None, from_right}:
        return line
    return (RIGHT_TO_LEFT_MARK if from_right else LEFT_TO_RIGHT_MARK) + line


def elide(text: str, size: float, weight: Weight, width: float) -> str:
    """`text`, or as much of its beginning as fits the width together with an ellipsis."""
    if _fits(text, size, weight, width):
        return text
    fits = _fitting(text, ELLIPSIS, size, weight, width, most=len(text))
    return text[:fits].rstrip() + ELLIPSIS


def _fitting(text: str, end: str, size: float, weight: Weight, width: float, *, most: int) -> int:
    """How many characters, up to `most`, fit the width together with `end`."""
    low, high = 0, min(most, int(width / (NARROWEST * size)) + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + end, size, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def _split(token: str, size: float, weight: Weight, width: float) -> list[str]:
    """A token alone on its line: whole if it fits, else broken as gently as it can be."""
    parts = []
    rest = token
    while len(rest) > 1 and not _fits(rest, size, weight, width):
        head, rest = _break_once(rest, size, weight, width)
        parts.append(head)
    return [*parts, rest]


def _break_once(word: str, size: float, weight: Weight, width: float) -> tuple[str, str]:
    fits = max(1, _fitting(word, "-", size, weight, width, most=len(word) - 1))
    blank = word.rfind(" ", 1, fits + 1)
    if blank > 0:
        return word[:blank], word[blank + 1 :]
    for at in range(fits, max(SHORTEST_PART, fits // 3), -1):
        if word[at - 1] in BREAK_AFTER:
            return word[:at], word[at:]
    for at in range(fits, max(SHORTEST_PART, fits // 2), -1):
        if len(word) - at >= SHORTEST_PART and between_syllables(word, at):
            return word[:at] + "-", word[at:]
    hyphen = "-" if word[fits - 1].isalpha() and word[fits : fits + 1].isalpha() else ""
    return word[:fits] + hyphen, word[fits:]
