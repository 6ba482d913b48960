"""What a digest tells of work: what was planned and done in its period, and what waits now."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Table, func
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.action.seen import seen_by
from storage.digest.period import Period, Some
from storage.digest.scope import of_journey
from storage.journey.visibility import Viewer
from storage.models import Action, Opportunity, PainPoint
from storage.statements import table_of
from storage.vocabulary import OPEN_ACTIONS, ActionStatus, Kind, OpportunityStatus, Status

_A, _O, _P = table_of(Action), table_of(Opportunity), table_of(PainPoint)


@dataclass(frozen=True, slots=True)
class Decided:
    """An opportunity that was planned, or an action that was done with what came of it."""

    number: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Overdue:
    """An action that should be done."""

    number: int
    what: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Untriaged:
    """How many new pain points nobody has looked at, and since when the oldest waits."""

    total: int
    oldest_at: datetime | None


def planned(session: Session, *, period: Period, most: int) -> Some[Decided]:
    """Opportunities that were planned, the latest first."""
    status = OpportunityStatus.PLANNED.value
    title, reason = _O.c.title, _O.c.reason
    return _decided(session, _O, (title, reason), status, period, most)


def done(session: Session, *, period: Period, viewer: Viewer, most: int) -> Some[Decided]:
    """Actions that were done, the latest first."""
    what, status = (_A.c.what, _A.c.reason), ActionStatus.DONE.value
    return _decided(session, _A, what, status, period, most, seen_by(viewer))


def overdue(
    session: Session, *, period: Period, viewer: Viewer, today: date, most: int
) -> Some[Overdue]:
    """Actions that should be done, the longest overdue first."""
    found = (
        session.connection()
        .execute(
            core_select(_A.c.number, _A.c.what, _A.c.due_on, func.count().over())
            .where(
                *of_journey(_A, period),
                seen_by(viewer),
                _A.c.status.in_([each.value for each in OPEN_ACTIONS]),
                _A.c.due_on < today,
            )
            .order_by(_A.c.due_on, _A.c.number)
            .limit(most)
        )
        .all()
    )
    rows = [Overdue(number, what, due_on) for number, what, due_on, _ in found]
    return Some(rows, found[0][3] if found else 0)


def untriaged(session: Session, *, period: Period) -> Untriaged:
    """New pain points that wait for somebody to say whether they are real."""
    found = session.connection().execute(
        core_select(func.count(), func.min(_P.c.created_at, type_=_P.c.created_at.type)).where(
            *of_journey(_P, period),
            _P.c.kind == Kind.PAIN.value,
            _P.c.status == Status.NEW.value,
        )
    )
    return Untriaged(*found.one())


def _decided(
    session: Session,
    table: Table,
    words: tuple[ColumnElement[str], ColumnElement[str]],
    status: str,
    period: Period,
    most: int,
    *further: ColumnElement[bool],
) -> Some[Decided]:
    found = (
        session.connection()
        .execute(
            core_select(table.c.number, *words, func.count().over())
            .where(
                *of_journey(table, period),
                *further,
                table.c.status == status,
                table.c.status_at > period.since,
                table.c.status_at <= period.until,
            )
            .order_by(table.c.status_at.desc(), table.c.number)
            .limit(most)
        )
        .all()
    )
    rows = [Decided(number, title, reason) for number, title, reason, _ in found]
    return Some(rows, found[0][3] if found else 0)
