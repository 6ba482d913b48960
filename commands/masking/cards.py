"""Payment card numbers: 13 to 19 digits, grouped as cards are, passing Luhn."""

from commands.masking.runs import Run

_SHORTEST, _LONGEST = 13, 19
_MOST_GROUPS = 5
_GROUP = 4
_DOUBLED = str.maketrans("0123456789", "0246813579")


def last_group(run: Run, first: int) -> int | None:
    """The group with which a card number that begins here ends."""
    if run.text[run.groups[first][0]] == "0" or run.is_plus(first):
        return None
    ends: list[int] = []
    for last in range(first, min(first + _MOST_GROUPS, len(run.groups))):
        if last > first and run.between[last] not in (" ", "-"):
            break
        length = run.groups[last][1] - run.groups[first][0]
        if length > _LONGEST + _MOST_GROUPS:
            break
        if run.may_end(last) and _looks_grouped(run.sizes(first, last)):
            ends.append(last)
    # The longest: a security code too many is better hidden than three digits too few.
    return next((last for last in reversed(ends) if _luhn(run.digits(first, last))), None)


def _looks_grouped(sizes: tuple[int, ...]) -> bool:
    return _SHORTEST <= sum(sizes) <= _LONGEST and all(size >= _GROUP for size in sizes[:-1])


def _luhn(digits: str) -> bool:
    doubled = digits[-2::-2].translate(_DOUBLED)
    return sum(map(int, digits[::-2] + doubled)) % 10 == 0
