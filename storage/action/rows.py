"""Actions as lists show them, a page at a time: what is overdue first, then by due date."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, func
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.action import pains as action_pains
from storage.action.seen import seen_by
from storage.journey.visibility import Viewer
from storage.models import Action, ActionPain, Journey, PainPoint
from storage.statements import table_of
from storage.vocabulary import OPEN_ACTIONS, ActionStatus

_A = table_of(Action)
_J = table_of(Journey)
_LINK = table_of(ActionPain)


class Which(StrEnum):
    """Which actions a list shows."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Filter:
    """Everything given must hold; `today` is the reader's day, after which nothing is overdue.

    Without a journey it is about all of the workspace that are not retired. With a viewer
    only what they may know of is told.
    """

    today: date
    which: Which = Which.OPEN
    journey_id: int | None = None
    owner_id: str | None = None
    viewer: Viewer | None = None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action in a list; `pains` are P-numbers."""

    id: int
    number: int
    what: str
    owner_id: str
    due_on: date
    status: str
    status_at: datetime
    reason: str
    journey: str
    pains: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether there is something left to do."""
        return self.status in OPEN_ACTIONS


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: `number` is 1 for the first, and never past the last."""

    rows: Sequence[ActionRow]
    total: int
    overdue: int
    number: int
    pages: int


def page(
    session: Session, *, workspace_id: str, which: Filter, number: int = 1, size: int = 10
) -> Page:
    """A page of the list, how much there is in all, and how much of it is overdue."""
    wanted = _conditions(workspace_id, which)
    late = _A.c.status.in_(OPEN_ACTIONS) & (_A.c.due_on < which.today)
    counted = core_select(func.count(), func.count().filter(late)).select_from(_listed())
    total, overdue = session.connection().execute(counted.where(*wanted)).one()
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    order = (
        [_A.c.due_on, _A.c.number]
        if which.which in (Which.OPEN, Which.OVERDUE)
        else [_A.c.status_at.desc(), _A.c.number.desc()]
    )
    statement = _rows().where(*wanted).order_by(*order).limit(size).offset((number - 1) * size)
    return Page(_read(session, workspace_id, statement), total, overdue, number, pages)


def numbered(session: Session, *, workspace_id: str, numbers: Sequence[int]) -> list[ActionRow]:
    """Some actions in the order of these numbers, whatever became of them."""
    statement = _rows().where(_A.c.workspace_id == workspace_id, _A.c.number.in_(numbers))
    found = {row.number: row for row in _read(session, workspace_id, statement)}
    return [found[number] for number in numbers if number in found]


def for_pain(
    session: Session, *, pain: PainPoint, viewer: Viewer, limit: int
) -> tuple[list[ActionRow], int]:
    """What is and was done about a pain point, as the viewer may know, open ones first.

    And how much of it there is in all.
    """
    ids = action_pains.with_duplicates(session, pain=pain)
    linked = core_select(_LINK.c.action_id).where(
        _LINK.c.workspace_id == pain.workspace_id, _LINK.c.pain_point_id.in_(ids)
    )
    wanted = (_A.c.workspace_id == pain.workspace_id, _A.c.id.in_(linked), seen_by(viewer))
    total: int = (
        session.connection()
        .execute(core_select(func.count()).select_from(_A).where(*wanted))
        .scalar_one()
    )
    if not total:
        return [], 0
    statement = (
        _rows()
        .where(*wanted)
        .order_by(_A.c.status.not_in(OPEN_ACTIONS), _A.c.due_on, _A.c.number)
        .limit(limit)
    )
    return _read(session, pain.workspace_id, statement), total


def _conditions(workspace_id: str, which: Filter) -> list[ColumnElement[bool]]:
    found = [_A.c.workspace_id == workspace_id, _J.c.retired_at.is_(None)]
    match which.which:
        case Which.OPEN:
            found.append(_A.c.status.in_(OPEN_ACTIONS))
        case Which.OVERDUE:
            found += [_A.c.status.in_(OPEN_ACTIONS), _A.c.due_on < which.today]
        case Which.DONE:
            found.append(_A.c.status == ActionStatus.DONE.value)
        case Which.DROPPED:
            found.append(_A.c.status == ActionStatus.DROPPED.value)
    if which.journey_id is not None:
        found.append(_A.c.journey_id == which.journey_id)
    if which.owner_id is not None:
        found.append(_A.c.owner_id == which.owner_id)
    if which.viewer is not None:
        found.append(seen_by(which.viewer))
    return found


def _listed() -> Any:  # noqa: ANN401 - SQLAlchemy's own name for a join says nothing more
    of_journey = and_(_J.c.workspace_id == _A.c.workspace_id, _J.c.id == _A.c.journey_id)
    return _A.join(_J, of_journey)


def _rows() -> Select[Any]:
    return core_select(
        _A.c.id,
        _A.c.number,
        _A.c.what,
        _A.c.owner_id,
        _A.c.due_on,
        _A.c.status,
        _A.c.status_at,
        _A.c.reason,
        _J.c.name,
    ).select_from(_listed())


def _read(session: Session, workspace_id: str, statement: Select[Any]) -> list[ActionRow]:
    found: list[Sequence[Any]] = list(session.connection().execute(statement))
    pains = action_pains.numbers(
        session, workspace_id=workspace_id, action_ids=[row[0] for row in found]
    )
    return [replace(ActionRow(*row), pains=tuple(pains.get(row[0], ()))) for row in found]
