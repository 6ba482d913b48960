"""Digits that are clearly something else: dates, times, prices, addresses of the web."""

import re
from collections.abc import Iterator

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d{2}"
_DATES = "|".join(
    (
        # Where a dot or slash goes on, it is a phone number in pairs.
        rf"(?<![\d.])(?<!\+\d\d )(?<!\+\d{{3}} ){_DAY}\.{_MONTH}\.(?:{_YEAR}|\d{{2}})(?!\.?\d)",
        rf"(?<![\d/])\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d{{2}})(?!/?\d)",
        rf"(?<!\d)(?<!\d-){_DAY}-{_MONTH}-{_YEAR}(?!-?\d)",
        rf"(?<!\d)(?<!\d[-/.]){_YEAR}([-/.]){_MONTH}\1{_DAY}(?!-?\d)",
        rf"(?<!\d)(?<!\d ){_DAY} {_MONTH} {_YEAR}(?! ?\d)",
    )
)
_HOUR = r"(?:[01]?\d|2[0-4])(?:\.[0-5]\d)?"
_HOURS = rf"{_HOUR} ?- ?{_HOUR}"
_NOTHING_MORE = r"(?:(?![-/. ]{0,3}\d)|(?= 0\d\d))"
_TIMES = "|".join(
    (
        r"(?<!\d)\d{1,2}:[0-5]\d(?::[0-5]\d)?(?!\d)",
        # Only whole rows of hours: 08-12 34 56 78 is Stockholm.
        rf"(?<!\d)(?<!\d[-/. ])(?<!\+){_HOURS}(?: {_HOURS}){{0,13}}{_NOTHING_MORE}",
    )
)
_CURRENCY = (
    r"(?:[€$£¥₹₺₽₩₪₫฿]|円|元|원|zł|Kč|(?<![^\W\d_])(?:kr|EUR|USD|GBP|CHF|SEK|DKK|NOK|PLN|CZK|INR"
    r"|AUD|CAD|NZD|JPY|Fr|Rs|euros?|dollars?)(?![^\W\d_]))"
)
_AMOUNT = r"(?<!\d)(?<!\d[ .'/-])[1-9]\d{0,2}(?:[ .']\d{3}|,\d{2,3}){0,6}(?:[.,]\d{1,2})?(?!\d)"
_PRICES = rf"{_CURRENCY} ?{_AMOUNT}|{_AMOUNT}(?:,-)? ?{_CURRENCY}"
_ADDRESSES = r"(?<![\d.])(?:[1-9]\d{0,2}|0)(?:\.\d{1,3}){3}(?!\.?\d)"
_INNOCENT = re.compile(f"{_DATES}|{_TIMES}|{_ADDRESSES}|{_PRICES}", re.IGNORECASE)

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>|\0]+", re.IGNORECASE)
# Where a message is, not who a customer is; masking it would only break the link.
_PERMALINK = re.compile(r"https?://[\w.-]{1,80}\.slack\.com/archives/[^\s<>|\0]+", re.IGNORECASE)


def find(text: str) -> Iterator[tuple[int, int]]:
    """What must not be taken for a phone or card number."""
    yield from (match.span() for match in _LINK.finditer(text))
    yield from (match.span() for match in _INNOCENT.finditer(text))


def permalinks(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _PERMALINK.finditer(text))
