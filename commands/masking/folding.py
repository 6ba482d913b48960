"""Text as the finders see it: plain digits, hyphens and spaces, and the way back."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Folded:
    """One letter here stands for the original's letter at `places` and all marks after it."""

    text: str
    places: Sequence[int]
    length: int

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch in the original, marks and joiners of its last letter included."""
        after = self.places[end] if end < len(self.places) else self.length
        return self.places[start], after


def fold(text: str) -> Folded:
    if text.isascii():
        return Folded(text, range(len(text)), len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        seen = letter if letter.isascii() else _fold_letter(letter)
        if seen:
            letters.append(seen)
            places.append(place)
    return Folded("".join(letters), places, len(text))


def _fold_letter(letter: str) -> str:
    """What it stands for; nothing for marks, joiners and what is invisible."""
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Pd" or letter == _MINUS:
        return "-"
    if category[0] == "M" or category == "Cf":
        return ""
    if category == "Zs":
        return " "
    if category == "No":  # m², ①: no digit of a longer number
        return letter
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter
