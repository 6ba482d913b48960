"""Days as files write them; whether day or month comes first is asked, never guessed."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from storage.folding import fold


class Order(StrEnum):
    """What comes first in 03/04/2026."""

    DAY = "day"
    MONTH = "month"


_TIME = r"(?:[T,]?\s*\d{1,2}[:.h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?)?"  # noqa: E501
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.IGNORECASE)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(
    rf"(\d{{1,2}})([-/.])\s?(\d{{1,2}})\2\s?(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE
)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[. -]+(?:de )?([a-z]{{3,10}})[., -]+(?:de )?(\d{{4}}){_TIME}")
_MONTH_FIRST = re.compile(rf"([a-z]{{3,10}})[. ]+(\d{{1,2}})(?:st|nd|rd|th)?[, ]+(\d{{4}}){_TIME}")
# The beginnings of the months in English, German, French, Spanish, Italian and Dutch, without
# accents, as far as they tell them apart.
_MONTHS = (
    ("jan", "jän", "ene", "gen"),
    ("feb", "fev", "fév"),
    ("mar", "mär", "maa", "mrt"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott"),
    ("nov",),
    ("dec", "dez", "dic"),
)
_CENTURY = 2000
_SHORT_YEAR = 100
_MONTHS_OF_YEAR = 12


def read(text: str, order: Order | None) -> date | None:
    """The day that is written; None when it is none, or can be two and `order` doesn't say."""
    said = text.strip()
    if found := _ISO.fullmatch(said):
        return _date(found[1], found[3], found[4])
    if found := _COMPACT.fullmatch(said):
        return _date(found[1], found[2], found[3])
    if found := _NUMBERS.fullmatch(said):
        return _of_numbers(found, order)
    plain = fold(said)
    if found := _DAY_FIRST.fullmatch(plain):
        return _named(found[3], found[2], found[1])
    if found := _MONTH_FIRST.fullmatch(plain):
        return _named(found[3], found[1], found[2])
    return None


def ambiguous(text: str) -> bool:
    """Whether it can be two different days: 03/04/2026, and not 03.04.2026 nor 14/03/2026."""
    found = _NUMBERS.fullmatch(text.strip())
    if not found or found[2] == ".":
        return False
    first, second = int(found[1]), int(found[3])
    return first != second and 0 < first <= _MONTHS_OF_YEAR and 0 < second <= _MONTHS_OF_YEAR


def told_by(texts: Iterable[str]) -> Order | None:
    """The order that the file's own days tell: one has a 13th, none the other way round."""
    orders = set()
    for text in texts:
        found = _NUMBERS.fullmatch(text.strip())
        if not found or found[2] == ".":
            continue
        first, second = int(found[1]), int(found[3])
        if first > _MONTHS_OF_YEAR >= second:
            orders.add(Order.DAY)
        elif second > _MONTHS_OF_YEAR >= first:
            orders.add(Order.MONTH)
    return orders.pop() if len(orders) == 1 else None


def looks_like_one(text: str) -> bool:
    """Whether it is a day in any order."""
    return any(read(text, order) for order in Order)


def _of_numbers(found: re.Match[str], order: Order | None) -> date | None:
    first, second, year = found[1], found[3], found[4]
    dotted, same = found[2] == ".", int(first) == int(second)
    if dotted or order is Order.DAY or same:
        return _date(year, second, first)
    if order is Order.MONTH:
        return _date(year, first, second)
    if int(first) > _MONTHS_OF_YEAR:
        return _date(year, second, first)
    return _date(year, first, second) if int(second) > _MONTHS_OF_YEAR else None


def _named(year: str, month: str, day: str) -> date | None:
    fitting = [
        number
        for number, beginnings in enumerate(_MONTHS, 1)
        if any(month.startswith(fold(each)) for each in beginnings)
    ]
    return _date(year, str(fitting[0]), day) if len(fitting) == 1 else None


def _date(year: str, month: str, day: str) -> date | None:
    whole = int(year)
    try:
        return date(whole + _CENTURY if whole < _SHORT_YEAR else whole, int(month), int(day))
    except ValueError:
        return None
