"""What importing a file would do, worked out before anything is stored; and doing it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from commands.survey import checking, kpi_choice
from commands.survey.checking import Checked
from commands.survey.choices import NEW_KPIS, Choices, Comments
from commands.survey.columns import REQUIRED, Role
from commands.survey.places import Places
from commands.survey.prepared import Prepared
from commands.survey.table import Table
from storage.kpi import kpis, measures, periods, readings
from storage.kpi.measures import KpiKind, Measured, Method
from storage.models import ImportBatch, Journey, Kpi
from storage.opportunity.frameworks import Period
from storage.survey import answers, comments, derived, tallies
from storage.survey.answers import NewBatch
from storage.survey.tallies import SOURCE, ByTouchpoint
from storage.touchpoint import rows as touchpoint_rows

# It is tomorrow already where the day begins first.
_AHEAD = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Plan:
    """A file with the choices made so far.

    `by_period` are good rows by the first day of their period; `replaced` what is recorded for
    periods whose reading came from elsewhere; `known` the rows that are stored already, `others`
    how many answers of the same days are; `before` the import of this very file.
    """

    table: Table
    digest: str
    choices: Choices
    checked: Checked
    masked: Sequence[str] = ()
    kpi: Kpi | None = None
    new_kind: KpiKind | None = None
    method: Method | None = None
    by_period: Mapping[date, int] = field(default_factory=dict)
    replaced: Mapping[date, Measured] = field(default_factory=dict)
    known: int = 0
    others: int = 0
    before: ImportBatch | None = None

    @property
    def missing(self) -> list[Role]:
        """The columns without which nothing can be read."""
        return [role for role in REQUIRED if role not in self.choices.columns]

    @property
    def new(self) -> int:
        return len(self.checked.good) - self.known

    @property
    def ready(self) -> bool:
        """Whether it can be imported as it is."""
        asked = self.missing or self.checked.unsure_day or self.method is None
        return not asked and self.before is None and self.new > 0

    @property
    def compares(self) -> bool:
        """Whether comments of the earlier import may still be compared with the pain points."""
        kept = self.before is not None and self.before.columns.get("comments") == Comments.KEEP
        return kept and self.low_comments > 0

    @property
    def low_comments(self) -> int:
        """How many comments of low scores may become sightings."""
        low = set(derived.low_scores(self.method)) if self.method else set()
        return sum(1 for row in self.checked.good if row.comment and row.score in low)


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


def make(
    session: Session, *, journey: Journey, prepared: Prepared, choices: Choices, now: datetime
) -> Plan:
    """What the choices come to; those that nobody made are made where the file tells."""
    if prepared.table is None:
        raise ValueError("There is no table to plan with")
    chosen = replace(choices, columns=prepared.columns)
    score = prepared.columns.get(Role.SCORE)
    heading = prepared.table.names[score] if score is not None else ""
    if not chosen.kpi:
        chosen = replace(chosen, kpi=kpi_choice.likely(session, journey, heading))
    kpi = kpi_choice.chosen(session, journey, chosen)
    method = measures.of(kpi) if kpi else _new_method(chosen)
    checked = checking.check(
        prepared.table, chosen, method, _places(session, journey), today=(now + _AHEAD).date()
    )
    plan = Plan(
        prepared.table,
        prepared.digest,
        chosen,
        checked,
        prepared.masked,
        kpi,
        chosen.new_kind,
        method,
        _by_period(method, checked),
    )
    return _compared(session, plan, kpi) if kpi else plan


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
    return Done(kpi, stored.new, values, queued, found)


def _compared(session: Session, plan: Plan, kpi: Kpi) -> Plan:
    """With what is stored already."""
    mark = answers.fingerprint(plan.digest, kpi=kpi)
    known = [
        (begin, readings.of_period(session, kpi=kpi, period_start=begin))
        for begin in plan.by_period
    ]
    good = plan.checked.good
    same = answers.known(session, kpi=kpi, rows=good)
    days = [row.day for row in good]
    stored = answers.between(session, kpi=kpi, first=min(days), last=max(days)) if days else 0
    return replace(
        plan,
        known=same,
        others=stored - same,
        before=answers.imported(session, kpi=kpi, fingerprint=mark),
        replaced={
            begin: measures.read(each) for begin, each in known if each and each.source != SOURCE
        },
    )


def _locked(
    session: Session, journey: Journey, plan: Plan, actor_id: str, at: datetime
) -> Kpi | None:
    if plan.kpi is not None:
        kpi = kpis.lock(session, kpi=plan.kpi)
        return None if kpi.retired_at else kpi
    if plan.new_kind is None:
        return None
    return kpi_choice.added(session, journey, plan.new_kind, actor_id=actor_id, at=at)


def _new_method(choices: Choices) -> Method | None:
    return NEW_KPIS[choices.new_kind] if choices.new_kind else None


def _places(session: Session, journey: Journey) -> Places:
    rows = touchpoint_rows.rows(
        session, workspace_id=journey.workspace_id, journey_id=journey.id or 0
    )
    return Places((row.id, row.number, row.name) for row in rows)


def _by_period(method: Method | None, checked: Checked) -> dict[date, int]:
    if method is None:
        return {}
    period = Period(method.period)
    return dict(sorted(Counter(periods.start(period, row.day) for row in checked.good).items()))
