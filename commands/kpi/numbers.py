"""Numbers as people type them: with comma or dot, thousands, signs and per cent."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_PER_CENT = re.compile(r"\s*(?:%|per ?cent|pct)$", re.IGNORECASE)
_GROUPS = " '\u2019\u00a0\u202f"
_PLAIN = re.compile(r"[0-9]+")
_GROUPED = re.compile(rf"[0-9]{{1,3}}(?:[{_GROUPS}][0-9]{{3}})+(?:[.,][0-9]+)?")
_BOTH = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+,|(?:,[0-9]{3})+\.)[0-9]+")
_REPEATED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,})")
_BROKEN = re.compile(r"[0-9]*[.,][0-9]+")
_EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_MINUS = "-\u2212\u2013"
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Number:
    """What was typed may mean: nothing, one number, or two (1,234 as thousands or as broken)."""

    meanings: tuple[float, ...]

    def among(self, fits: Callable[[float], bool]) -> "Number":
        """Only the meanings that can be meant here, if any can."""
        return Number(tuple(filter(fits, self.meanings)) or self.meanings)

    @property
    def one(self) -> float | None:
        return self.meanings[0] if len(self.meanings) == 1 else None


NONE = Number(())


def read(typed: str) -> Number:
    """'42', '-12', '1.234,5', '1 234', '83,5 %': what they mean; none for anything else."""
    text = _PER_CENT.sub("", typed.strip())
    negative = text[:1] in tuple(_MINUS)
    text = text[1:].strip() if text[:1] in (*_MINUS, "+") else text
    if sum(letter.isdigit() for letter in text) > _MOST_DIGITS:
        return NONE
    found = _meanings(text)
    return Number(tuple(-value for value in found) if negative else found)


def is_per_cent(typed: str) -> bool:
    """Whether it was said that this is a percentage."""
    return _PER_CENT.search(typed.strip()) is not None


def whole(typed: str) -> int | None:
    """A whole number, zero or more; None for anything else. '1.000' is a thousand of them."""
    found = max(read(typed).among(float.is_integer).meanings, default=None)
    return int(found) if found is not None and found >= 0 and found.is_integer() else None


def _meanings(text: str) -> tuple[float, ...]:
    if _PLAIN.fullmatch(text):
        return (float(text),)
    if _GROUPED.fullmatch(text):
        return (_broken(re.sub(f"[{_GROUPS}]", "", text)),)
    if _BOTH.fullmatch(text):
        last = max(text.rfind("."), text.rfind(","))
        return (float(f"{re.sub('[.,]', '', text[:last])}.{text[last + 1 :]}"),)
    if _REPEATED.fullmatch(text):
        return (float(re.sub("[.,]", "", text)),)
    if _EITHER.fullmatch(text):
        return (float(re.sub("[.,]", "", text)), _broken(text))
    return (_broken(text),) if _BROKEN.fullmatch(text) else ()


def _broken(text: str) -> float:
    return float(text.replace(",", "."))
