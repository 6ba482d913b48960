"""Phone and card numbers among groups of digits, and what is left of 9 digits and more."""

import re
from collections.abc import Iterator

from commands.masking import cards, innocent, phones
from commands.masking.cues import Cue, cue
from commands.masking.plans import Plans
from commands.masking.runs import Run, runs
from commands.masking.spans import PASSED, Span, close

_LONG = re.compile(r"\d{9,}")
_CHAT_LINK = re.compile(r"(?:wa\.me/|[?&]phone=)(\+?\d{8,15})(?!\d)", re.IGNORECASE)


def find_grouped(text: str, plans: Plans) -> Iterator[Span]:
    yield from (Span(*link.span(1), "phone") for link in _CHAT_LINK.finditer(text))
    for run in runs(close(text, innocent.find(text), PASSED)):
        yield from _in_run(run, plans)


def find_long(text: str) -> Iterator[Span]:
    for digits in _LONG.finditer(close(text, innocent.permalinks(text), PASSED)):
        yield Span(*digits.span(), "number")


def _in_run(run: Run, plans: Plans) -> Iterator[Span]:
    said = cue(run.text, run.span(0, 0)[0])
    first = 0
    while first < len(run.groups):
        found = _at(run, first, said if first == 0 else Cue.NONE, plans)
        if found:
            yield found[0]
        first = found[1] + 1 if found else first + 1


def _at(run: Run, first: int, said: Cue, plans: Plans) -> tuple[Span, int] | None:
    """What begins with this group, and its last group."""
    if not (said in (Cue.PHONE, Cue.PHONE_NUMBER) or run.may_start(first)):
        return None
    card = cards.last_group(run, first)
    if card is not None:
        return Span(run.groups[first][0], run.groups[card][1], "card"), card
    last = phones.last_group(run, first, said, plans)
    if last is None:
        return None
    start, end = run.span(first, last)
    return Span(start, phones.end_with_extension(run.text, end), "phone"), last
