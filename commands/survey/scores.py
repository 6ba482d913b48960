"""Scores as surveys export them: '9', '9,0', '5 - Very satisfied'."""

import re

# A label may follow, but no second number: "4-5" is no answer.
_LABELLED = re.compile(r"([+-]?\d{1,6})\s*(?:[-\u2013\u2014:.=(|]\s*|\s)[^\d\s][^\d]*")
_PLAIN = re.compile(r"([+-]?\d{1,6})(?:[.,](\d{1,6}))?")


def whole_in(text: str) -> int | None:
    """The whole number that was answered; None for anything else, 8.5 too."""
    said = text.strip()
    if found := _PLAIN.fullmatch(said):
        return None if (found[2] or "").strip("0") else int(found[1])
    labelled = _LABELLED.fullmatch(said)
    return int(labelled[1]) if labelled else None


def is_broken(text: str) -> bool:
    """Whether it is a number between two points of a scale."""
    found = _PLAIN.fullmatch(text.strip())
    return bool(found and (found[2] or "").strip("0"))
