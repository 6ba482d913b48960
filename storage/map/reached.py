"""How many customers reach each stage of a journey, where a KPI counts them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlmodel import Session

from storage.identity import identity
from storage.journey import stages
from storage.kpi import rows as kpi_rows
from storage.kpi.measures import K, KpiKind, Measured, N
from storage.kpi.rows import KpiRow
from storage.opportunity.frameworks import Period


@dataclass(frozen=True, slots=True)
class Count:
    """Customers who reached a stage; `passed` are those who went on from it, where known."""

    customers: int
    kpi: KpiRow
    passed: int | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """Counts of one and the same period by the stage's id; no period where nobody counts.

    In `gone_on` stand stages that no KPI counts itself, with the conversion of the stage before.
    """

    period: Period | None
    begin: date | None
    counts: dict[int, Count]
    gone_on: dict[int, Count]


_Spell = tuple[Period, date]


def reached(session: Session, *, workspace_id: str, journey_id: int) -> Reached:
    """Of the period in which most stages are counted, the latest of equals.

    A count of a stage says how many reached it, unless fewer of them were better: returns and
    complaints are no customers going on. A conversion says it twice: of n who reached its stage
    k went on, into the next one. Where several count at a stage, the largest is taken: whoever
    did anything there has reached it. Periods are never mixed.
    """
    by_spell: dict[_Spell, dict[int, Count]] = {}
    for kpi in kpi_rows.rows(session, workspace_id=workspace_id, journey_id=journey_id):
        for spell, count in _counts(kpi):
            held = by_spell.setdefault(spell, {})
            known = held.get(kpi.stage_id or 0)
            if known is None or known.customers < count.customers:
                held[kpi.stage_id or 0] = count
    in_use = stages.of(session, workspace_id=workspace_id, journey_id=journey_id)
    order = [identity(stage) for stage in in_use]
    used = {
        spell: {stage_id: held[stage_id] for stage_id in order if stage_id in held}
        for spell, held in by_spell.items()
    }
    if not any(used.values()):
        return Reached(None, None, {}, {})
    told = {spell: (counts, _gone_on(order, counts)) for spell, counts in used.items()}
    best = max(told, key=lambda spell: (len(told[spell][0]) + len(told[spell][1]), spell[1]))
    counts, gone_on = told[best]
    return Reached(*best, counts, gone_on)


def _counts(kpi: KpiRow) -> Iterator[tuple[_Spell, Count]]:
    """Of each period what a stage's KPI counts, if it counts customers."""
    method = kpi.method
    if kpi.stage_id is None or not method.higher_is_better:
        return
    for point in kpi.points:
        spell = Period(method.period), point.period_start
        measured = point.measured
        if method.kind is KpiKind.COUNT and measured.value >= 0:
            yield spell, Count(round(measured.value), kpi)
        elif method.kind is KpiKind.CONVERSION and (count := _converted(measured)):
            yield spell, Count(count[0], kpi, count[1])


def _converted(measured: Measured) -> tuple[int, int] | None:
    """Both n and k; k follows from the share in per cent where only that was recorded."""
    counts = measured.counts or {}
    n = counts.get(N, measured.n)
    if n is None:
        return None
    return n, counts.get(K, round(n * measured.value / 100))


def _gone_on(order: Sequence[int], counts: dict[int, Count]) -> dict[int, Count]:
    return {
        after: counts[before]
        for before, after in pairwise(order)
        if before in counts and counts[before].passed is not None and after not in counts
    }
