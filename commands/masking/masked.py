"""The whole of masking: text in, text with placeholders and what was found out."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from commands.masking import emails, iban, numbers
from commands.masking.folding import fold
from commands.masking.plans import Plans
from commands.masking.spans import MASKED, Span, close

_PLACEHOLDER = re.compile(r"\[(?:e-mail|phone|card|IBAN|number)\]")
_IN_WORDS = {
    "e-mail": "an e-mail address",
    "phone": "a phone number",
    "card": "a card number",
    "IBAN": "an IBAN",
    "number": "a long number",
}


_MOST_ROUNDS = 6
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Masked:
    """`found` are the kinds in order of appearance, each once."""

    text: str
    found: tuple[str, ...]


def mask(text: str, *, region: str | None = None) -> Masked:
    """The text without customer data; `region` is the country people here are likely in."""
    folded = fold(text)
    placeholders = (match.span() for match in _PLACEHOLDER.finditer(folded.text))
    left = close(folded.text, placeholders, MASKED)
    plans = Plans(region)
    spans: list[Span] = []
    # What was found may have kept its neighbour from being seen; nearly always the second
    # round finds nothing. A chain that no person types is closed as a whole in the end, so
    # that the work grows with the text only.
    for _ in range(_MOST_ROUNDS):
        found = _round(left, plans)
        if not found:
            break
        spans += found
        left = close(left, ((span.start, span.end) for span in found), MASKED)
    else:
        spans += [Span(*digits.span(), "number") for digits in _DIGITS.finditer(left)]
    spans.sort()
    pieces: list[str] = []
    done = 0
    for span in spans:
        start, end = folded.original(span.start, span.end)
        pieces += (text[done:start], f"[{span.kind}]")
        done = end
    return Masked(
        "".join((*pieces, text[done:])), tuple(dict.fromkeys(span.kind for span in spans))
    )


def in_words(found: Iterable[str]) -> str:
    """One sentence for the receipt; empty when nothing was masked."""
    *others, last = [_IN_WORDS.get(kind, kind) for kind in found] or [""]
    if not last:
        return ""
    return f"Masked: {', '.join(others)} and {last}." if others else f"Masked: {last}."


def _round(text: str, plans: Plans) -> list[Span]:
    finders: tuple[Callable[[str], Iterable[Span]], ...] = (
        emails.find,
        iban.find,
        lambda left: numbers.find_grouped(left, plans),
        numbers.find_long,
    )
    spans: list[Span] = []
    for find in finders:
        found = list(find(text))
        spans += found
        text = close(text, ((span.start, span.end) for span in found), MASKED)
    return spans
