"""What importing a file would do, worked out before anything is stored."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from commands.survey import checking, kpi_choice, replaced
from commands.survey.checking import Checked
from commands.survey.choices import NEW_KPIS, Choices, Comments
from commands.survey.columns import REQUIRED, Role
from commands.survey.places import Places
from commands.survey.prepared import Prepared
from commands.survey.replaced import Replaced
from commands.survey.table import Table
from storage.kpi import measures, periods
from storage.kpi.measures import KpiKind, Method
from storage.models import ImportBatch, Journey, Kpi
from storage.opportunity.frameworks import Period
from storage.survey import answers, derived
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
    replaced: Sequence[Replaced] = ()
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
    def fewer(self) -> list[Replaced]:
        """The recorded readings that would give way to ones of fewer answers."""
        return [each for each in self.replaced if each.fewer]

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


def _compared(session: Session, plan: Plan, kpi: Kpi) -> Plan:
    """With what is stored already."""
    mark = answers.fingerprint(plan.digest, kpi=kpi)
    good = plan.checked.good
    same = answers.known(session, kpi=kpi, rows=good)
    days = [row.day for row in good]
    stored = answers.between(session, kpi=kpi, first=min(days), last=max(days)) if days else 0
    return replace(
        plan,
        known=len(same),
        others=stored - len(same),
        before=answers.imported(session, kpi=kpi, fingerprint=mark),
        replaced=replaced.by(session, kpi=kpi, rows=good, known=same),
    )


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
