"""Text without what nobody can see: needs no font, so alt texts use it without Matplotlib."""

import unicodedata
from collections.abc import Iterator

JOINERS = "\u200c\u200d"


def printable(text: str) -> str:
    """The text composed (NFC) and without control characters; line ends become spaces.

    Bidi overrides go as well: they could make a text read as something else. Zero-width joiners
    stay where they join letters.
    """
    return "".join(_printable(unicodedata.normalize("NFC", text)))


def _printable(text: str) -> Iterator[str]:
    before = " "
    for char in text:
        category = unicodedata.category(char)
        joins = char in JOINERS and unicodedata.category(before)[0] in "LM"
        if category in {"Cc", "Zl", "Zp"}:
            yield " "
        elif joins or category not in {"Cf", "Cs", "Co", "Cn"}:
            yield char
        before = char
