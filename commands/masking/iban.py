"""International bank account numbers: known country, its length, and mod 97."""

import re
from collections.abc import Iterator

from commands.masking.spans import Span

_REGISTRY = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 "
    "DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 "
    "HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 "
    "MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 "
    "RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 "
    "VA22 VG24 XK20 YE30"
)
_LENGTHS = {entry[:2]: int(entry[2:]) for entry in _REGISTRY.split()}
_HEAD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2} ?\d{2}")
_SEPARATORS = " -."


def find(text: str) -> Iterator[Span]:
    free = 0
    for head in _HEAD.finditer(text):
        length = _LENGTHS.get(head.group()[:2].upper())
        if length is None or head.start() < free:
            continue
        number, end = _read(text, head.start(), length)
        if len(number) == length and _is_whole(text, end) and _checks(number):
            yield Span(head.start(), end, "IBAN")
            free = end


def _read(text: str, start: int, length: int) -> tuple[str, int]:
    """Up to so many letters and digits, with at most one separator between two of them."""
    letters: list[str] = []
    place = start
    while len(letters) < length and place < len(text):
        step = place + 1 if letters and text[place] in _SEPARATORS else place
        if step >= len(text) or not (text[step].isascii() and text[step].isalnum()):
            break
        letters.append(text[step])
        place = step + 1
    return "".join(letters), place


def _is_whole(text: str, end: int) -> bool:
    return end == len(text) or not (text[end].isascii() and text[end].isalnum())


def _checks(number: str) -> bool:
    turned = number[4:] + number[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1
