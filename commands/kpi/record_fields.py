"""Reads a reading out of the form, or out of one line that fills it in."""

from dataclasses import dataclass
from datetime import date

from commands.fields import Fields
from commands.kpi import numbers, record_views
from commands.kpi.form_fields import beyond, share_unclear, twofold
from commands.kpi.held import Held
from storage.kpi import measures, periods
from storage.kpi.measures import MEANS, NEEDS_N, NPS_COUNTS, OF_N, K, KpiKind, Measured, Method, N
from storage.opportunity.frameworks import Period

_MOST = 1e12
_EARLIEST = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Read:
    """A reading and its period; `measured` only where nothing was wrong."""

    measured: Measured | None
    period_start: date


def read(fields: Fields, held: Held, method: Method, *, today: date) -> Read:
    """What was told; `fields` notes what is wrong."""
    begin = _period(fields, method, today)
    counts = record_views.counting(method, held)
    return Read((_counted if counts else _told)(fields, method), begin)


def _period(fields: Fields, method: Method, today: date) -> date:
    span = Period(method.period)
    now = periods.start(span, today)
    text = fields.value("period")
    if not text:
        return now
    try:
        begin = periods.start(span, date.fromisoformat(text))
    except ValueError:
        begin = None
    if begin is None or begin < _EARLIEST:
        fields.wrong("period", "This is no period. Please choose one.")
        return now
    if begin > now:
        fields.wrong("period", "That lies ahead: choose a period that has begun.")
    return begin


def _told(fields: Fields, method: Method) -> Measured | None:
    value = _number(fields, "value", method)
    n = _count(fields, "n", required=method.kind in NEEDS_N)
    if n == 0:
        fields.wrong("n", "From 0 answers nothing can be worked out.")
    if method.kind is KpiKind.COUNT:
        n = None
    sd = _deviation(fields) if method.kind in MEANS else None
    if sd is not None and n is None:
        fields.wrong("n", "A standard deviation tells something only together with n.")
    return None if value is None else Measured(value, n, sd)


def _counted(fields: Fields, method: Method) -> Measured | None:
    if method.kind in OF_N:
        return _of_n(fields, method)
    names = (
        {name: name for name in NPS_COUNTS}
        if method.kind is KpiKind.NPS
        else {str(answer): record_views.point(answer) for answer in method.points}
    )
    found = {key: _count(fields, name, required=False) for key, name in names.items()}
    counts = {key: count or 0 for key, count in found.items()}
    measured = measures.counted(method, counts)
    if measured is None:
        fields.wrong(
            next(iter(names.values())), "Nobody answered, and from that nothing can be worked out."
        )
    return measured


def _of_n(fields: Fields, method: Method) -> Measured | None:
    k, n = _count(fields, "k", required=True), _count(fields, "of", required=True)
    if k is None or n is None:
        return None
    if n == 0:
        fields.wrong("of", "Of 0 nothing can be worked out.")
        return None
    if k > n:
        fields.wrong("k", f"That is more than {n:,}. The other way round?")
        return None
    return measures.counted(method, {K: k, N: n})


def _number(fields: Fields, name: str, method: Method) -> float | None:
    text = fields.value(name).strip()
    found = numbers.read(text)
    if method.kind is KpiKind.COUNT:
        found = found.among(float.is_integer)
    found = found.among(method.holds)
    if not found.meanings:
        fields.wrong(name, "Say it as a number, like 42 or 83.5.")
    elif found.one is None:
        fields.wrong(name, twofold(text, found))
    elif unclear := share_unclear(text, found.one, method):
        fields.wrong(name, unclear)
    elif method.kind is KpiKind.COUNT and not found.one.is_integer():
        fields.wrong(name, "A count is a whole number.")
    elif not method.holds(found.one) or abs(found.one) > _MOST:
        fields.wrong(name, beyond(method))
    return found.one


def _count(fields: Fields, name: str, *, required: bool) -> int | None:
    text = fields.value(name).strip()
    if not text and not required:
        return None
    count = numbers.whole(text)
    if count is None:
        fields.wrong(name, "Say it as a whole number, like 120.")
    elif count > record_views.MOST_N:
        fields.wrong(name, f"At most {record_views.MOST_N:,}.")
    return count


def _deviation(fields: Fields) -> float | None:
    text = fields.value("sd").strip()
    if not text:
        return None
    found = numbers.read(text)
    if found.one is None or found.one < 0 or found.one > _MOST:
        fields.wrong("sd", "Say it as a number that is not below 0, like 1.3.")
    return found.one
