"""Imports what a plan says: the good rows, their periods' readings, and the comments in line."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from commands.survey import kpi_choice
from commands.survey.choices import Comments
from commands.survey.plan import Plan
from storage.kpi import kpis, measures
from storage.kpi.measures import Measured
from storage.models import Journey, Kpi
from storage.survey import answers, comments, derived, tallies
from storage.survey.answers import NewBatch
from storage.survey.tallies import ByTouchpoint


@dataclass(frozen=True, slots=True)
class Value:
    """A period's reading as it is now, and what it was before where that was another."""

    begin: date
    measured: Measured
    before: Measured | None


@dataclass(frozen=True, slots=True)
class Done:
    """What importing did; `stored` is None when the same file had been imported meanwhile."""

    kpi: Kpi
    stored: int | None
    values: Sequence[Value] = ()
    queued: int = 0
    touchpoints: ByTouchpoint = field(default_factory=ByTouchpoint)
    batch_id: int | None = None


def carry_out(
    session: Session, *, journey: Journey, plan: Plan, file_name: str, actor_id: str, at: datetime
) -> Done | None:
    """Stores the good rows, works out their periods' readings, and puts the comments in line.

    None where the KPI is gone or measured otherwise by now, so that nothing was stored.
    """
    kpi = _locked(session, journey, plan, actor_id, at)
    if kpi is None or measures.of(kpi) != plan.method:
        return None
    batch = NewBatch(
        file_name,
        answers.fingerprint(plan.digest, kpi=kpi),
        plan.choices.to_json(),
        actor_id,
        at,
    )
    stored = answers.store(session, kpi=kpi, batch=batch, rows=plan.checked.good)
    if stored.batch_id is None:
        return Done(kpi, None)
    recorded = tallies.recompute(
        session, kpi=kpi, begins=set(plan.by_period), actor_id=actor_id, at=at
    )
    queued = 0
    if plan.choices.comments is not Comments.KEEP:
        queued = comments.queue(
            session,
            kpi=kpi,
            batch_id=stored.batch_id,
            scores=derived.low_scores(measures.of(kpi)),
            as_new=plan.choices.comments is Comments.NEW,
            by_id=actor_id,
            at=at,
        )
    days = [row.day for row in plan.checked.good]
    found = tallies.by_touchpoint(session, kpi=kpi, first=min(days), last=max(days))
    values = [
        Value(each.reading.period_start, measures.read(each.reading), each.before)
        for each in recorded
    ]
    return Done(kpi, stored.new, values, queued, found, stored.batch_id)


def _locked(
    session: Session, journey: Journey, plan: Plan, actor_id: str, at: datetime
) -> Kpi | None:
    if plan.kpi is not None:
        kpi = kpis.lock(session, kpi=plan.kpi)
        return None if kpi.retired_at else kpi
    if plan.new_kind is None:
        return None
    return kpi_choice.added(session, journey, plan.new_kind, actor_id=actor_id, at=at)
