"""Phone numbers, international and as people write them in many countries."""

import re
from itertools import pairwise

from commands.masking.cues import Cue
from commands.masking.plans import Plans
from commands.masking.runs import Run

_MOST_GROUPS = 8
_FEWEST_LOCAL, _FEWEST_BLOCK = 8, 9  # digits; shorter blocks are article numbers
_MOST_LOCAL, _MOST_ABROAD = 13, 17
_FEWEST_SAID, _FEWEST_CERTAIN = 7, 6  # after "phone", after "phone number"
_BLOCK = 6  # a group this long ends a number, unless an extension follows
_AREA = 7  # with its country code; only a short beginning stands before a slash
_SMALL_STEP = 10
_EXTENSION = re.compile(
    r" ?(?:x|ext\.?|extension|durchwahl|dw|poste) ?\d{1,5}(?!\w)", re.IGNORECASE
)


def last_group(run: Run, first: int, said: Cue, plans: Plans) -> int | None:
    """The group with which a phone number that begins here ends."""
    ends = _ends(run, first)
    start = run.text[run.groups[first][0]]
    if run.is_plus(first):
        return _abroad(run, first, ends, plans)
    if said is Cue.REFERENCE and first == 0:
        return None
    for last in ends:
        digits = run.digits(first, last)
        if said is Cue.NONE and _are_amounts(run, first, last):
            continue
        if start == "0":
            is_spaced = any(
                sign in gap for gap in run.between[first + 1 : last + 1] for sign in " /"
            )
            fewest = _FEWEST_LOCAL if is_spaced else _FEWEST_BLOCK
            fits = fewest <= len(digits) <= _MOST_ABROAD and _is_local(digits, plans)
        else:
            fits = _is_open(run, first, last, plans, said)
        if fits:
            return last
    return _as_said(run, first, ends, said)


def end_with_extension(text: str, end: int) -> int:
    extension = _EXTENSION.match(text, end)
    return extension.end() if extension else end


def _ends(run: Run, first: int) -> list[int]:
    """Groups a number that begins here may end with, the farthest first."""
    ends: list[int] = []
    total = 0
    for last in range(first, min(first + _MOST_GROUPS, len(run.groups))):
        size = run.sizes(last, last)[0]
        if last > first and not _goes_on(run, first, last, total):
            break
        total += size
        if total > _MOST_ABROAD:
            break
        # "0171 2345678 3 mal": a lone digit counts something
        lone = last > first and size == 1 and run.between[last].isspace()
        if run.may_end(last) and not lone:
            ends.append(last)
    return ends[::-1]


def _goes_on(run: Run, first: int, last: int, before: int) -> bool:
    gap = run.between[last]
    if "/" in gap or gap == " - ":
        return before <= _AREA
    start, end = run.groups[last - 1]
    is_area = last == first + 1 and run.text[start] == "0" and before <= _AREA
    return is_area or end - start < _BLOCK or gap == "-"


def _abroad(run: Run, first: int, ends: list[int], plans: Plans) -> int | None:
    numbers = [(last, run.digits(first, last)) for last in ends]
    for last, digits in numbers:
        if plans.is_valid_abroad(digits):
            return last
    return next((last for last, digits in numbers if plans.is_possible_abroad(digits)), None)


def _is_local(digits: str, plans: Plans) -> bool:
    if digits.startswith("00"):
        return plans.is_valid_abroad(digits[2:])
    return len(digits) <= _MOST_LOCAL and plans.is_valid_after_zero(digits)


def _is_open(run: Run, first: int, last: int, plans: Plans, said: Cue) -> bool:
    """A number without a leading 0: grouped as its country does, or named a phone number."""
    sizes = run.sizes(first, last)
    digits = run.digits(first, last)
    if len(sizes) == 1 and (said is Cue.NONE or len(digits) < _FEWEST_SAID):
        return len(digits) >= _FEWEST_BLOCK and plans.is_valid_at_home(digits)
    if len(set(sizes)) == 1 and _is_in_series(run, first, last):
        return False
    return plans.is_usual(digits, sizes)


def _is_in_series(run: Run, first: int, last: int) -> bool:
    """Thousands with dots, or more groups of the same size around it."""
    gap, size = run.between[last], run.sizes(last, last)
    if gap == "." and size == (3,):
        return True
    earlier = first > 0 and (run.between[first], run.sizes(first - 1, first - 1)) == (gap, size)
    after = last + 1
    return earlier or (
        after < len(run.groups) and (run.between[after], run.sizes(after, after)) == (gap, size)
    )


def _are_amounts(run: Run, first: int, last: int) -> bool:
    """19.99 29.99, 0.99, or 36 38 40 42: prices, sizes or hours in a row."""
    gaps = set(run.between[first + 1 : last + 1])
    if {".", " "} <= gaps or (gaps and run.sizes(first, first) == (1,) and "." in gaps):
        return True
    if run.text[run.groups[first][0]] == "0" or not gaps:
        return False
    values = [int(run.text[start:end]) for start, end in run.groups[first : last + 1]]
    steps = {later - earlier for earlier, later in pairwise(values)}
    return len(steps) == 1 and abs(steps.pop()) <= _SMALL_STEP


def _as_said(run: Run, first: int, ends: list[int], said: Cue) -> int | None:
    """The word before it says phone: whatever its country, and without its area code."""
    if first or said not in (Cue.PHONE, Cue.PHONE_NUMBER):
        return None
    fewest = _FEWEST_CERTAIN if said is Cue.PHONE_NUMBER else _FEWEST_SAID
    for last in ends:
        if fewest <= sum(run.sizes(first, last)) <= _MOST_LOCAL:
            return last
    return None
