"""How a KPI is called, and how its values, changes and targets are said."""

from collections.abc import Mapping
from datetime import date

from commands.kpi import kpi_views, period_words
from commands.text import plural
from commands.wording import title
from storage.kpi.measures import (
    CES,
    DETRACTORS,
    PASSIVES,
    PROMOTERS,
    SHARES,
    K,
    KpiKind,
    Measured,
    Method,
    N,
)
from storage.kpi.rows import KpiRow
from storage.kpi.statistics import Change, Estimate
from storage.models import Kpi

MINUS = "\u2212"
LABELS: Mapping[str, str] = {
    "name": "Name",
    "kind": "Kind",
    "scale_low": "Scale",
    "scale_high": "Scale",
    "box_from": "Box",
    "unit": "Unit",
    "higher_is_better": "Direction",
    "period": "Period",
    "baseline": "Baseline",
    "target": "Target",
    "stage_id": "Place",
    "touchpoint_id": "Place",
    "owner_id": "Owner",
}
KINDS: Mapping[KpiKind, str] = {
    KpiKind.NPS: "NPS: would they recommend us, 0-10",
    KpiKind.CSAT: "CSAT: how satisfied they are",
    KpiKind.CES_2: "CES 2.0: “made it easy”, 1-7, high is good",
    KpiKind.CES_1: "CES 1.0: effort it took, 1-5, low is good",
    KpiKind.CONVERSION: "Conversion: how many of those who could",
    KpiKind.RETENTION: "Retention: how many came back or stayed",
    KpiKind.TIME: "Time: how long something takes",
    KpiKind.COUNT: "Count: how often something happens",
    KpiKind.CUSTOM: "Custom: any other number",
}
_MOST_NAME = 80
_FEW = 1000


def called(kpi: Kpi | KpiRow) -> str:
    """'K-3 NPS after checkout', safe in mrkdwn."""
    return f"{kpi_views.number(kpi.number)} {title(kpi.name, _MOST_NAME)}"


def value(method: Method, held: float) -> str:
    """'+42', '83.5 %', '5.42', '1,234 min': as the kind is written; the unit is escaped."""
    if method.kind is KpiKind.NPS:
        return signed(held)
    if method.kind in SHARES:
        return f"{_share(held)} %"
    return f"{number(held)} {title(method.unit)}".rstrip()


def difference(method: Method, delta: float) -> str:
    """'+5 points', '-2.5 percentage points', '+0.4': with its sign."""
    sign = "+" if delta > 0 else MINUS if delta < 0 else "±"
    if method.kind is KpiKind.NPS:
        shown = signed(delta)
        return f"{shown} {'point' if shown[1:] == '1' else 'points'}"
    if method.kind in SHARES:
        shown = _share(abs(delta))
        return f"{sign}{shown} percentage {'point' if shown == '1' else 'points'}"
    return f"{sign}{number(abs(delta))} {title(method.unit)}".rstrip()


def _share(held: float) -> str:
    """A percentage in one decimal, a small one in two."""
    return number(round(held, 1 if abs(held) >= 1 else 2))


def signed(held: float) -> str:
    """A whole number with its sign and no %: '+42', '-3', '0'."""
    rounded = int(abs(held) + 0.5)
    return "0" if not rounded else f"{'+' if held > 0 else MINUS}{rounded}"


def number(held: float) -> str:
    """Up to two decimals (none from a thousand on), thousands set apart."""
    digits = 0 if abs(held) >= _FEW and float(held).is_integer() else 2
    text = f"{abs(held):,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{MINUS}{text}" if held < 0 and text != "0" else text


def interval(method: Method, found: Estimate) -> str:
    """'95 % interval +24 to +56', or why there is none."""
    if found.interval:
        ends = f"{value(method, found.interval.low)} to {value(method, found.interval.high)}"
        if found.widest:
            return f"95 % interval at most {ends} (promoters and detractors unknown)"
        return f"95 % interval {ends}"
    if method.kind is KpiKind.COUNT:
        return "no interval: a count stands for itself"
    if found.n is None:
        return "no interval"
    if method.kind is KpiKind.NPS:
        return "no interval: all answers are alike"
    return "no interval: the answers' spread is unknown or nil"


def n(found: Estimate) -> str:
    """'n 120', 'n 12, low n', 'n unknown'."""
    if found.n is None:
        return "n unknown"
    return f"n {found.n:,}{', low n' if found.low_n else ''}"


def facts(method: Method, found: Estimate) -> str:
    """How many answers and which interval stand behind a value."""
    if method.kind is KpiKind.COUNT:
        return "a count, without n"
    return f"{n(found)} · {interval(method, found)}"


def judged(method: Method, change: Change, *, since: str = "") -> str:
    """A change with an arrow only where it is beyond noise: '↗ +12 points, clearly better'.

    `since` is the period it is measured from, in words.
    """
    since = f" since {since}" if since else ""
    delta = difference(method, change.delta)
    if change.clear:
        arrow = "↗" if change.delta > 0 else "↘"
        return f"{arrow} {delta}, clearly {better_or_worse(method, change.delta)}{since}"
    if change.clear is False:
        return f"no clear change ({delta}){since}"
    if change.low_n:
        return f"{delta}{since}, low n: too few answers to tell"
    if method.kind is KpiKind.COUNT:
        return f"{delta}{since}, n unknown"
    return f"{delta}{since}, n or spread unknown"


def better_or_worse(method: Method, delta: float) -> str:
    return "better" if (delta > 0) == method.higher_is_better else "worse"


def trend(row: KpiRow) -> str:
    """From the reading before to the latest, in words; empty without two."""
    if row.change is None or row.previous is None:
        return ""
    since = period_words.said(row.method.period, row.previous.period_start)
    return judged(row.method, row.change, since=since)


def goal(row: KpiRow) -> str:
    """'target +50, 60 % of the way from +30'; empty without a target."""
    if row.target is None:
        return ""
    target = f"target {value(row.method, row.target)}"
    if row.reached:
        return f"{target}, reached"
    if row.baseline is None or row.latest is None:
        return target
    if row.progress is None:
        return f"{target}, the same as the baseline: no way to measure progress"
    start = value(row.method, row.baseline)
    if row.progress < 0:
        return f"{target}, further away than at the baseline {start}"
    return f"{target}, {int(100 * row.progress)} % of the way from {start}"


def method(held: Method) -> str:
    """'CSAT, answers 4-5 of 1-5 · a month · high is good'."""
    said = {
        KpiKind.CSAT: f"CSAT, share of {_box(held)} on {_scale(held)}",
        KpiKind.NPS: "NPS, 0-10",
    }.get(held.kind)
    if said is None and held.kind in CES:
        said = f"{held.kind.value}, mean on {_scale(held)}"
    if said is None:
        said = held.kind.value.capitalize() + (f" in {title(held.unit)}" if held.unit else "")
    good = "high" if held.higher_is_better else "low"
    return f"{said} · a {held.period} · {good} is good"


def _scale(held: Method) -> str:
    return f"{held.scale_low}-{held.scale_high}"


def _box(held: Method) -> str:
    if held.box_from == held.scale_high:
        return str(held.box_from)
    return f"{held.box_from}-{held.scale_high}"


def readings(count: int) -> str:
    return plural(count, "reading")


def would_be(method: Method, measured: Measured, period_start: date) -> str:
    """'+42 (n 100) would be recorded for Mar 2026': what a try found."""
    when = period_words.said(method.period, period_start)
    return f"*{reading(method, measured)}* would be recorded for {when}"


def reading(method: Method, measured: Measured) -> str:
    """'+42 (n 100)', '30 % (120 of 400)': the value with what it was worked out from."""
    said = value(method, measured.value)
    counts = measured.counts or {}
    if K in counts:
        return f"{said} ({counts[K]:,} of {counts[N]:,})"
    if PROMOTERS in counts:
        split = (
            plural(counts[PROMOTERS], "promoter"),
            plural(counts[PASSIVES], "passive"),
            plural(counts[DETRACTORS], "detractor"),
        )
        return f"{said} (n {measured.n:,}: {', '.join(split)})"
    known = [f"n {measured.n:,}"] if measured.n is not None else []
    known += (
        [f"standard deviation {number(measured.spread)}"] if measured.spread is not None else []
    )
    return f"{said} ({', '.join(known)})" if known else said
