"""Readings worked out from imported answers: by period of the KPI, and by touchpoint."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.identity import identity
from storage.kpi import measures, periods, readings
from storage.kpi.measures import DETRACTORS, PASSIVES, PROMOTERS, KpiKind, Measured, Method
from storage.kpi.readings import Recorded
from storage.models import Answer, Kpi, Touchpoint
from storage.opportunity.frameworks import Period
from storage.statements import table_of

SOURCE = "survey"
SMALLEST = 5
_PROMOTERS_FROM, _PASSIVES_FROM = 9, 7
_A, _T = table_of(Answer), table_of(Touchpoint)


@dataclass(frozen=True, slots=True)
class AtTouchpoint:
    """What the answers at one touchpoint say; number 0 stands for none told."""

    number: int
    name: str
    measured: Measured


@dataclass(frozen=True, slots=True)
class ByTouchpoint:
    """The touchpoints that may be shown, most answers first; the rest only as numbers."""

    shown: tuple[AtTouchpoint, ...] = ()
    hidden: int = 0
    hidden_answers: int = 0


def counts(method: Method, scores: Mapping[int, int]) -> dict[str, int]:
    """Answers by score as a reading holds them: by NPS's three groups, or by point of the scale."""
    if method.kind is KpiKind.NPS:
        found = Counter({PROMOTERS: 0, PASSIVES: 0, DETRACTORS: 0})
        for score, count in scores.items():
            found[_nps_group(score)] += count
        return dict(found)
    return {str(point): scores.get(point, 0) for point in method.points}


def measured(method: Method, scores: Mapping[int, int]) -> Measured | None:
    """The value of these answers; None without any."""
    return measures.counted(method, counts(method, scores)) if sum(scores.values()) else None


def recompute(
    session: Session, *, kpi: Kpi, begins: Collection[date], actor_id: str, at: datetime
) -> list[Recorded]:
    """The readings of these periods anew, from all imported answers of a locked KPI's series.

    What another reading of the period said stays in the history.
    """
    method = measures.of(kpi)
    found = by_period(session, kpi=kpi, begins=begins)
    done = []
    for begin, scores in sorted(found.items()):
        value = measured(method, scores)
        if value is not None:
            done.append(
                readings.record(
                    session,
                    kpi=kpi,
                    period_start=begin,
                    measured=value,
                    actor_id=actor_id,
                    at=at,
                    source=SOURCE,
                )
            )
    return done


def by_period(session: Session, *, kpi: Kpi, begins: Collection[date]) -> dict[date, Counter[int]]:
    """The answers by score in each of the periods that begin on these days."""
    if not begins:
        return {}
    period = Period(measures.of(kpi).period)
    last = periods.last_day(period, max(begins))
    rows = session.connection().execute(
        core_select(_A.c.answered_on, _A.c.score, func.count())
        .where(*_of_series(kpi), _A.c.answered_on.between(min(begins), last))
        .group_by(_A.c.answered_on, _A.c.score)
    )
    found: dict[date, Counter[int]] = {}
    for day, score, count in rows:
        begin = periods.start(period, day)
        if begin in begins:
            found.setdefault(begin, Counter())[score] += count
    return found


def by_touchpoint(session: Session, *, kpi: Kpi, first: date, last: date) -> ByTouchpoint:
    """What the answers between two days say at each touchpoint.

    Only groups of 5 answers or more, and never all but one small group: the total is known, so
    that the one left out could be worked out.
    """
    method = measures.of(kpi)
    rows = session.connection().execute(
        core_select(_A.c.touchpoint_id, _T.c.number, _T.c.name, _A.c.score, func.count())
        .outerjoin(_T, (_T.c.workspace_id == _A.c.workspace_id) & (_T.c.id == _A.c.touchpoint_id))
        .where(*_of_series(kpi), _A.c.answered_on.between(first, last))
        .group_by(_A.c.touchpoint_id, _T.c.number, _T.c.name, _A.c.score)
    )
    called: dict[int, tuple[int, str]] = {}
    scores: dict[int, Counter[int]] = {}
    for touchpoint_id, number, name, score, count in rows:
        called[touchpoint_id or 0] = number or 0, name or ""
        scores.setdefault(touchpoint_id or 0, Counter())[score] += count
    ordered = sorted(scores, key=lambda each: scores[each].total())
    hidden = sum(scores[each].total() < SMALLEST for each in ordered)
    if hidden and sum(scores[each].total() for each in ordered[:hidden]) < SMALLEST:
        hidden += 1
    shown = [
        AtTouchpoint(*called[each], value)
        for each in reversed(ordered[hidden:])
        if (value := measured(method, scores[each]))
    ]
    left = ordered[:hidden]
    return ByTouchpoint(tuple(shown), len(left), sum(scores[each].total() for each in left))


def _of_series(kpi: Kpi) -> tuple[ColumnElement[bool], ...]:
    return (
        _A.c.workspace_id == kpi.workspace_id,
        _A.c.kpi_id == identity(kpi),
        _A.c.series == kpi.series,
    )


def _nps_group(score: int) -> str:
    if score >= _PROMOTERS_FROM:
        return PROMOTERS
    return PASSIVES if score >= _PASSIVES_FROM else DETRACTORS
