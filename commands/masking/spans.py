"""Where something was found, and how text is closed to the finders after that."""

from collections.abc import Iterable
from typing import NamedTuple

MASKED = "\0"  # was or becomes a placeholder
PASSED = "\1"  # looked at and left alone


class Span(NamedTuple):
    start: int
    end: int
    kind: str


def close(text: str, spans: Iterable[tuple[int, int]], sign: str) -> str:
    """The text with these stretches overwritten, so that positions stay."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = sign * (end - start)
    return "".join(letters)


def before(text: str, start: int, most: int) -> str:
    """What stands before, as far as the last closed stretch.

    However long a placeholder is, it is seen the same: masking twice is masking once.
    """
    window = text[max(0, start - most) : start]
    return window[max(window.rfind(MASKED), window.rfind(PASSED)) + 1 :]


def is_latin(letter: str) -> bool:
    """Letters that make one word with the digits beside them; CJK writes without spaces."""
    return letter < "\u0250" and letter.isalpha()
