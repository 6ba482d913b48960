"""How KPIs are measured: kinds and their methods, and what a reading of each says.

Readings of shares are in per cent, as people say them; NPS and means in their own points.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from storage.kpi import statistics
from storage.kpi.statistics import Estimate, Interval
from storage.models import Kpi, Reading
from storage.models.columns import JsonObject


class KpiKind(StrEnum):
    """What kind of number it is; kinds are never mixed."""

    NPS = "NPS"
    CSAT = "CSAT"
    CES_2 = "CES 2.0"
    CES_1 = "CES 1.0"
    CONVERSION = "conversion"
    RETENTION = "retention"
    TIME = "time"
    COUNT = "count"
    CUSTOM = "custom"


CES = (KpiKind.CES_1, KpiKind.CES_2)
OF_N = (KpiKind.CONVERSION, KpiKind.RETENTION)
SHARES = (KpiKind.CSAT, *OF_N)
SURVEYS = (KpiKind.NPS, KpiKind.CSAT, *CES)
NEEDS_N = (*SURVEYS, *OF_N)
MEANS = (*CES, KpiKind.TIME, KpiKind.CUSTOM)
PLAIN = (KpiKind.TIME, KpiKind.COUNT, KpiKind.CUSTOM)

# The scales of CSAT people use, lowest and highest answer.
CSAT_SCALES = ((1, 5), (1, 7), (1, 10), (0, 10), (1, 4), (1, 3))
_FIXED: Mapping[KpiKind, tuple[int, int, bool]] = {
    KpiKind.NPS: (0, 10, True),
    KpiKind.CES_2: (1, 7, True),
    KpiKind.CES_1: (1, 5, False),
}
PROMOTERS, PASSIVES, DETRACTORS, K, N = "promoters", "passives", "detractors", "k", "n"
NPS_COUNTS = (PROMOTERS, PASSIVES, DETRACTORS)

# The columns of a KPI that make its method: another value of any begins a new series.
METHOD = (
    "kind",
    "scale_low",
    "scale_high",
    "box_from",
    "unit",
    "higher_is_better",
    "period",
)


@dataclass(frozen=True, slots=True)
class Method:
    """How it is measured, by the KPI's columns."""

    kind: KpiKind
    scale_low: int | None = None
    scale_high: int | None = None
    box_from: int | None = None
    unit: str = ""
    higher_is_better: bool = True
    period: str = "month"

    @property
    def points(self) -> range:
        """The answers that are counted one by one: those of CSAT and CES."""
        if self.kind not in (KpiKind.CSAT, *CES):
            return range(0)
        if self.scale_low is None or self.scale_high is None:
            return range(0)
        return range(self.scale_low, self.scale_high + 1)

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """The lowest and highest value there can be; None where there is no end."""
        if self.kind is KpiKind.NPS:
            return -100.0, 100.0
        if self.kind in SHARES:
            return 0.0, 100.0
        if self.kind in CES and self.scale_low is not None and self.scale_high is not None:
            return float(self.scale_low), float(self.scale_high)
        return (None, None) if self.kind is KpiKind.CUSTOM else (0.0, None)

    def holds(self, value: float) -> bool:
        low, high = self.bounds
        return (low is None or value >= low) and (high is None or value <= high)

    def columns(self) -> JsonObject:
        """As the KPI's row and its history hold it."""
        return {**asdict(self), "kind": self.kind.value}


@dataclass(frozen=True, slots=True)
class Measured:
    """One value with what is known of the answers behind it.

    `counts` are promoters, passives and detractors, or answers by point of the scale, or k and
    n; `spread` is the answers' sample standard deviation.
    """

    value: float
    n: int | None = None
    spread: float | None = None
    counts: JsonObject | None = None


def standard(method: Method) -> Method:
    """The method with what its kind leaves no choice of; what it doesn't have is emptied."""
    kind = method.kind
    if kind in _FIXED:
        low, high, better = _FIXED[kind]
        return Method(kind, low, high, None, "", better, method.period)
    if kind is KpiKind.CSAT:
        return replace(method, unit="", higher_is_better=True)
    if kind in OF_N:
        return Method(kind, period=method.period)
    return replace(method, scale_low=None, scale_high=None, box_from=None)


def of(kpi: Kpi) -> Method:
    """How a KPI is measured now."""
    return of_columns({name: getattr(kpi, name) for name in METHOD})


def of_columns(held: Mapping[str, object]) -> Method:
    columns = {name: held[name] for name in METHOD}
    return Method(**{**columns, "kind": KpiKind(str(held["kind"]))})  # type: ignore[arg-type]  # what the columns hold is what the fields are


def read(reading: Reading) -> Measured:
    """What a stored reading says."""
    return Measured(reading.value, reading.n, reading.spread, reading.counts)


def counted(method: Method, counts: Mapping[str, int]) -> Measured | None:
    """The value worked out from counts; None when nobody was counted."""
    found = _of_counts(method, counts)
    if found is None:
        return None
    by_point = _by_point(counts) if method.kind in CES else {}
    return Measured(found.value, found.n, statistics.deviation(by_point), dict(counts))


def estimate(method: Method, measured: Measured) -> Estimate:
    """The value with how sure it is, in the unit of the readings."""
    found = _of_counts(method, measured.counts) if measured.counts else _of_value(method, measured)
    return found or Estimate(measured.value)


def _of_counts(method: Method, counts: Mapping[str, int]) -> Estimate | None:
    if method.kind is KpiKind.NPS:
        return statistics.nps(*(counts[name] for name in NPS_COUNTS))
    if method.kind in OF_N:
        return _in_per_cent(statistics.share(counts[K], counts[N]))
    if method.kind is KpiKind.CSAT and method.box_from is not None:
        return _in_per_cent(statistics.top_box(_by_point(counts), box_from=method.box_from))
    return statistics.mean_of(_by_point(counts))


def _of_value(method: Method, measured: Measured) -> Estimate | None:
    value, n = measured.value, measured.n
    if n is None:
        return None
    if method.kind is KpiKind.NPS:
        return statistics.nps_of_score(value, n)
    if method.kind in SHARES:
        return _in_per_cent(statistics.share(value / 100 * n, n))
    return statistics.mean(value, n, measured.spread)


def _by_point(counts: Mapping[str, int]) -> dict[int, int]:
    return {int(point): count for point, count in counts.items()}


def _in_per_cent(found: Estimate | None) -> Estimate | None:
    if found is None or found.se is None or found.interval is None:
        return found
    ends = Interval(100 * found.interval.low, 100 * found.interval.high)
    return replace(found, value=100 * found.value, se=100 * found.se, interval=ends)
