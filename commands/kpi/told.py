"""A reading as other machines tell it: JSON's numbers and dates, held to the KPI's method."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from commands.kpi import form_fields, period_words, record_views
from commands.masking import mask
from storage.kpi import measures, periods
from storage.kpi.measures import NEEDS_N, NPS_COUNTS, OF_N, SHARES, K, KpiKind, Measured, Method, N
from storage.opportunity.frameworks import Period

MOST = 1e12
EARLIEST = date(1970, 1, 1)
# 1e11 seconds are the year 5138; as milliseconds they are 1973.
_MILLISECONDS_FROM = 10**11
_DIGITS = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_AS_PER_CENT = 100


class NotToldError(Exception):
    """What came is no reading of this KPI; the message says why."""


@dataclass(frozen=True, slots=True)
class Told:
    """A reading and the first day of its period."""

    measured: Measured
    period_start: date


def value_and_n(
    method: Method, value: object, n: object = None, *, sd: object = None, of_one: bool = False
) -> Measured:
    """From a value and what is behind it; `of_one` where a share comes as 0..1.

    Raises NotToldError.
    """
    found = _number("The value", value)
    if of_one and method.kind in SHARES:
        if not 0 <= found <= 1:
            raise NotToldError(f"The value is {found:g}, and a share of one lies between 0 and 1.")
        found = round(found * _AS_PER_CENT, 10)
    if method.kind is KpiKind.COUNT and not found.is_integer():
        raise NotToldError(f"The value is {found:g}, and a count is a whole number.")
    if not method.holds(found) or abs(found) > MOST:
        raise NotToldError(f"The value is {found:g}. {form_fields.beyond(method)}")
    count = None if n is None or method.kind is KpiKind.COUNT else _whole("n", n)
    if count is None and method.kind in NEEDS_N:
        raise NotToldError(f"{method.kind.value} needs n, the number of answers behind the value.")
    if count == 0:
        raise NotToldError("n is 0: from no answers nothing can be worked out.")
    spread = None if sd is None or method.kind not in measures.MEANS else _number("sd", sd)
    if spread is not None and (spread < 0 or spread > MOST or count is None):
        raise NotToldError("sd is not below 0, and tells something only together with n.")
    return Measured(found, count, spread)


def counts(method: Method, told: object) -> Measured:
    """From what was counted: promoters …, answers by point, or k and n. Raises NotToldError."""
    names = _names(method)
    if not names:
        raise NotToldError(f"A {method.kind.value} is told by its value, not by counts.")
    if not isinstance(told, Mapping) or not told.keys() <= set(names):
        raise NotToldError(f"counts is an object with {', '.join(names)}.")
    found = {name: _whole(f"counts.{name}", told.get(name, 0)) for name in names}
    if method.kind in OF_N and found[K] > found[N]:
        raise NotToldError(f"counts.k is {found[K]:,}, more than n, {found[N]:,}.")
    measured = measures.counted(method, found)
    if measured is None:
        raise NotToldError("The counts are all 0: from no answers nothing can be worked out.")
    return measured


def period(method: Method, said: object, *, now: datetime) -> date:
    """The first day of the period that a date is in; of the present one without any.

    A day or moment of ISO 8601, seconds or milliseconds since 1970, or a period as people type
    it: 2026-W10, 2026-Q1, Mar 2026. Raises NotToldError.
    """
    span, today = Period(method.period), now.astimezone(UTC).date()
    begin = periods.start(span, today) if said is None else _begin(method, said, today)
    if begin is None or begin < periods.start(span, EARLIEST):
        raise NotToldError(f"{_short(said)} is no date. It looks like 2026-03-31.")
    if begin > today:
        raise NotToldError(f"{_short(said)} lies ahead.")
    return begin


def _begin(method: Method, said: object, today: date) -> date | None:
    day = _day(said)
    if day is not None:
        return periods.start(Period(method.period), day)
    if not isinstance(said, str):
        return None
    return period_words.read(said[:60], period=method.period, today=today)


def _day(said: object) -> date | None:
    try:
        if isinstance(said, int | float) and not isinstance(said, bool):
            seconds = said / 1000 if abs(said) >= _MILLISECONDS_FROM else said
            return datetime.fromtimestamp(seconds, UTC).date()
        return datetime.fromisoformat(said).date() if isinstance(said, str) else None
    except (ValueError, OverflowError, OSError):
        return None


def _names(method: Method) -> tuple[str, ...]:
    if method.kind is KpiKind.NPS:
        return NPS_COUNTS
    if method.kind in OF_N:
        return (K, N)
    return tuple(str(point) for point in method.points)


def _number(name: str, said: object) -> float:
    """Also a number in quotes, as some servers tell them; nothing that can be read in two ways."""
    if isinstance(said, int | float) and not isinstance(said, bool) and abs(said) <= MOST * 10:
        return float(said)
    if isinstance(said, str) and _DIGITS.fullmatch(said.strip()):
        return float(said)
    raise NotToldError(f"{name} is {_short(said)}, and a number is wanted, like 42 or 83.5.")


def _whole(name: str, said: object) -> int:
    found = _number(name, said)
    if found < 0 or not found.is_integer() or found > record_views.MOST_N:
        raise NotToldError(
            f"{name} is {_short(said)}, and a whole number up to {record_views.MOST_N:,} is wanted."
        )
    return int(found)


def _short(said: object) -> str:
    """What came, as JSON has it, without customer data: these words are kept and shown."""
    return mask(json.dumps(said, ensure_ascii=False)[:60]).text
