"""The recorded readings that an import would replace, and by how many answers each."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from storage.kpi import measures, periods, readings
from storage.kpi.measures import Measured
from storage.models import Kpi
from storage.opportunity.frameworks import Period
from storage.survey import tallies
from storage.survey.answers import NewAnswer
from storage.survey.tallies import SOURCE


@dataclass(frozen=True, slots=True)
class Replaced:
    """What is recorded for a period, and of how many answers its reading would be then."""

    begin: date
    before: Measured
    answers: int

    @property
    def fewer(self) -> bool:
        """Whether more were counted than would be: then it is asked about."""
        return self.before.n is not None and self.answers < self.before.n


def by(
    session: Session, *, kpi: Kpi, rows: Sequence[NewAnswer], known: Collection[str]
) -> list[Replaced]:
    """By these rows, of which those with `known` keys are stored already.

    A reading that was worked out from imported answers only grows, and is none of them.
    """
    period = Period(measures.of(kpi).period)
    begins = {periods.start(period, row.day) for row in rows}
    stored = tallies.by_period(session, kpi=kpi, begins=begins)
    new = Counter(periods.start(period, row.day) for row in rows if row.key not in known)
    found = []
    for begin in sorted(begins):
        held = readings.of_period(session, kpi=kpi, period_start=begin)
        if held is not None and held.source != SOURCE:
            count = sum(stored.get(begin, {}).values()) + new[begin]
            found.append(Replaced(begin, measures.read(held), count))
    return found
