"""A reading in one line: 'NPS 42 n 100 for Feb 2026', 'conversion 120 of 400'."""

import re
from collections.abc import Mapping

from commands.kpi import numbers
from storage.kpi.measures import OF_N, SHARES, Method

VALUE, COUNTS = "value", "counts"
_NUMBER = r"[-+\u2212\u2013]?[0-9](?:[0-9.,'\u2019]*[0-9])?(?:\s?%)?"
_NOT_UNIT = r"(?!(?:of|out|n|sd|s|for|in)\b)"
_TAIL = (
    rf"(?P<value>{_NUMBER})"
    rf"(?:\s*{_NOT_UNIT}(?P<unit>[^\W\d_]+|[€$£]))?"
    rf"(?:\s*(?:of|out of|/)\s*(?P<of>{_NUMBER}))?"
    rf"(?:\s*,?\s*\bn\s*[=:]?\s*(?P<n>{_NUMBER}))?"
    rf"(?:\s*,?\s*\bsd?\s*[=:]?\s*(?P<sd>{_NUMBER}))?"
    r"(?:\s*,?\s*\b(?:for|in)\s+(?P<period>[^\s].*))?"
)
_ONLY_PERIOD = re.compile(r"(?:for|in)\s+(?P<period>.+)", re.IGNORECASE)
_LAST_PERIOD = re.compile(r".*\b(?:for|in)\s+(?P<period>.+)", re.IGNORECASE)
_WHOLE = re.compile(_TAIL, re.IGNORECASE)
_AFTER_NAME = re.compile(rf"(?P<name>.+?)\s+(?P<tail>{_TAIL})", re.IGNORECASE)


def split(text: str) -> tuple[str, str]:
    """A name and the reading behind it, where the name is not known to end anywhere.

    Digits may belong to the name: what is not a reading to its very end is none.
    """
    found = _AFTER_NAME.fullmatch(text.strip())
    return (found["name"], found["tail"]) if found else (text.strip(), "")


def read(tail: str, method: Method) -> dict[str, str] | None:
    """The form's fields that the line fills in; None when it is no reading."""
    text = tail.strip()
    if not text:
        return {}
    if only := _ONLY_PERIOD.fullmatch(text):
        return {"period": only["period"]}
    if method.unit and text.casefold().endswith(method.unit.casefold()):
        text = text[: -len(method.unit)].strip()
    found = _WHOLE.fullmatch(text)
    if not found:
        return None
    told = {name: held for name, held in found.groupdict().items() if held}
    told.pop("unit", None)
    return {**_value(told, method), **{k: v for k, v in told.items() if k in ("sd", "period")}}


def period(tail: str) -> dict[str, str]:
    """The same for a line that is no reading: only the period at its end, if it names one."""
    found = _LAST_PERIOD.fullmatch(tail.strip())
    return {"period": found["period"]} if found else {}


def _value(told: Mapping[str, str], method: Method) -> dict[str, str]:
    value, of, n = told["value"], told.get("of"), told.get("n", "")
    if of is None:
        return {"how": VALUE, "value": value, "n": n}
    if method.kind in OF_N:
        return {"how": COUNTS, "k": value, "of": of}
    # 80 of 100 satisfied is a share with its n.
    k, whole = numbers.whole(value), numbers.whole(of)
    if k is None or not whole or method.kind not in SHARES:
        return {"how": VALUE, "value": f"{value} of {of}", "n": n}
    return {"how": VALUE, "value": f"{100 * k / whole:.10f} %", "n": str(whole)}
