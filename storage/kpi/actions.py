"""What was done to move a KPI, and what it measured before and after."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from storage.action.seen import seen_by
from storage.folding import fold
from storage.journey.visibility import Viewer
from storage.kpi import kpis, periods, statistics
from storage.kpi.rows import KpiRow, Point
from storage.kpi.statistics import Change
from storage.models import Action, Kpi
from storage.opportunity.frameworks import Period
from storage.vocabulary import ActionStatus

_NUMBER = re.compile(r"\bk-?([0-9]{1,9})\b")


@dataclass(frozen=True, slots=True)
class Done:
    """An action that named the KPI it should move, and when it was done; words raw."""

    number: int
    what: str
    done_at: datetime


@dataclass(frozen=True, slots=True)
class Effect:
    """The last reading that ended before an action was done, and the first that began after.

    A period in which it was done says neither. `first_after` is the first day of the first
    whole period after it.
    """

    before: Point | None
    after: Point | None
    first_after: date

    @property
    def change(self) -> Change | None:
        if self.before is None or self.after is None:
            return None
        return statistics.change(self.before.estimate, self.after.estimate)


def done_for(session: Session, *, kpi: Kpi, viewer: Viewer) -> list[Done]:
    """The actions done that should move this KPI, the latest first.

    Only those that the viewer may know of, where they look: an action's words may be a private
    channel's.
    """
    found = session.exec(
        select(Action)
        .where(
            Action.workspace_id == kpi.workspace_id,
            Action.journey_id == kpi.journey_id,
            Action.status == ActionStatus.DONE.value,
            Action.kpi != "",
            seen_by(viewer),
        )
        .order_by(col(Action.status_at).desc(), col(Action.number).desc())
    ).all()
    if not found:
        return []
    known = kpis.every(session, workspace_id=kpi.workspace_id, journey_id=kpi.journey_id)
    return [
        Done(action.number, action.what, action.status_at)
        for action in found
        if (meant := meant_by(action.kpi, known)) is not None and meant.id == kpi.id
    ]


def meant_by(typed: str, known: Sequence[Kpi]) -> Kpi | None:
    """The KPI that an action's words name: by its number, else the longest name within them."""
    words = fold(typed)
    numbers = {int(each) for each in _NUMBER.findall(words)}
    numbered = [kpi for kpi in known if kpi.number in numbers]
    if numbered:
        return numbered[0]
    within = [kpi for kpi in known if re.search(rf"(?<!\w){re.escape(kpi.name_key)}(?!\w)", words)]
    return max(within, key=lambda kpi: len(kpi.name_key), default=None)


def effect(row: KpiRow, done_on: date) -> Effect:
    """What a KPI measured before and after a day."""
    period = Period(row.method.period)
    begin = periods.start(period, done_on)
    before = [point for point in row.points if point.period_start < begin]
    after = [point for point in row.points if point.period_start > begin]
    return Effect(
        before[-1] if before else None,
        after[0] if after else None,
        periods.following(period, begin),
    )
