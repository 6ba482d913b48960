"""Which pain points there are, a page at a time, and which are the hottest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, func, literal
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.models import PainPoint
from storage.models.columns import to_milliseconds
from storage.pain.filters import Filter, conditions
from storage.pain.heat import HAPPENED, HEAT
from storage.pain.rows import SIGHTED, PainRow, rows
from storage.statements import table_of

__all__ = ["Filter", "Order", "Page", "count", "hottest", "newest", "page"]

_P = table_of(PainPoint)
# Up to so many that hold the words are found once and put in order by themselves. What more
# hold is soon found in the order of the list.
_FEW = 1_000


class Order(StrEnum):
    """What stands first; ties in order of number."""

    HOTTEST = "hottest"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: `number` is 1 for the first, and never past the last."""

    rows: list[PainRow]
    total: int
    number: int
    pages: int


def page(
    session: Session,
    *,
    workspace_id: str,
    which: Filter,
    now: datetime,
    order: Order = Order.HOTTEST,
    number: int = 1,
    size: int = 10,
) -> Page:
    """A page of the list as it was at a moment, and how much there is in all."""
    settled = _settled(session, workspace_id, now)
    wanted = conditions(workspace_id, which, settled=settled)
    wanted, total = _counted(session, wanted, which, now)
    if total == 0:
        return Page([], 0, 1, 1)
    statement = (
        core_select(_P.c.id, func.count().over() if total is None else literal(total))
        .where(*wanted)
        .order_by(*_order(order, settled=settled))
        .limit(size)
    )
    pages = number if total is None else max(1, -(-total // size))
    number = min(max(1, number), pages)
    found = _rows(session, statement.offset((number - 1) * size), now)
    if not found and number > 1:  # past the end, which only a count tells
        total = _count(session, wanted, now)
        number = max(1, -(-total // size))
        found = _rows(session, statement.offset((number - 1) * size), now)
    total = found[0][1] if found else 0
    ids = [pain_id for pain_id, _ in found]
    return Page(rows(session, workspace_id, ids, now), total, number, max(1, -(-total // size)))


def count(
    session: Session, *, workspace_id: str, which: Filter, now: datetime | None = None
) -> int:
    """How many pain points a list shows in all, now or as it was at a moment."""
    settled = now is None or _settled(session, workspace_id, now)
    return _count(session, conditions(workspace_id, which, settled=settled), now)


def hottest(
    session: Session,
    *,
    workspace_id: str,
    which: Filter,
    now: datetime,
    limit: int,
    offset: int = 0,
) -> list[PainRow]:
    """Some of the list, hottest first; equal heat in order of number."""
    settled = _settled(session, workspace_id, now)
    statement = (
        core_select(_P.c.id)
        .where(*conditions(workspace_id, which, settled=settled))
        .order_by(*_order(Order.HOTTEST, settled=settled))
        .limit(limit)
        .offset(offset)
    )
    return rows(session, workspace_id, _ids(session, statement, now), now)


def newest(
    session: Session, *, workspace_id: str, reporter_id: str, now: datetime, limit: int
) -> list[PainRow]:
    """What one person reported last, over all journeys."""
    statement = (
        core_select(_P.c.id)
        .where(_P.c.workspace_id == workspace_id, _P.c.reporter_id == reporter_id)
        .order_by(_P.c.id.desc())
        .limit(limit)
    )
    return rows(session, workspace_id, _ids(session, statement, now), now)


def _settled(session: Session, workspace_id: str, now: datetime) -> bool:
    """Whether nothing was seen after the moment: then the kept order is the order."""
    later = (
        core_select(_P.c.id)
        .where(_P.c.workspace_id == workspace_id, _P.c.last_seen_at > now)
        .limit(1)
    )
    return session.connection().execute(later).first() is None


def _counted(
    session: Session, wanted: list[ColumnElement[bool]], which: Filter, now: datetime
) -> tuple[list[ColumnElement[bool]], int | None]:
    """Conditions for the same list, and its length; None where one pass must tell both."""
    if which.rising or which.since or which.persona_id or which.reporter_id:
        # Beyond what one index tells, finding is dear.
        return wanted, None
    if which.words:
        few = _ids(session, core_select(_P.c.id).where(*wanted).limit(_FEW + 1), now)
        if len(few) <= _FEW:
            return [_P.c.id.in_(few)], len(few)
    return wanted, _count(session, wanted, now)


def _count(session: Session, wanted: Sequence[ColumnElement[bool]], now: datetime | None) -> int:
    statement = core_select(func.count()).select_from(_P).where(*wanted)
    total: int = session.connection().execute(statement, _at(now)).scalar_one()
    return total


def _rows(session: Session, statement: Select[int, int], now: datetime) -> Sequence[Row[int, int]]:
    return session.connection().execute(statement, _at(now)).all()


def _ids(session: Session, statement: Select[int], now: datetime) -> Sequence[int]:
    return session.connection().execute(statement, _at(now)).scalars().all()


def _at(now: datetime | None) -> dict[str, int]:
    return {} if now is None else {"now_ms": to_milliseconds(now)}


def _order(order: Order, *, settled: bool) -> list[ColumnElement[Any]]:
    if order is Order.NEWEST:
        return [_P.c.number.desc()]
    if settled:
        return [_P.c.coldness, _P.c.number]
    heat = core_select(HEAT).where(SIGHTED, HAPPENED).correlate(PainPoint).scalar_subquery()
    return [heat.desc(), _P.c.number]
