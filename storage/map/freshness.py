"""How fresh a map is: which touchpoints somebody said, within their review period, to be true.

Source: formulas of the project. Freshness = touchpoints reviewed within their review period /
all; adding or editing one says the same as reviewing it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.models import History, Journey, Stage, Touchpoint
from storage.statements import table_of

_T, _J, _S, _H = table_of(Touchpoint), table_of(Journey), table_of(Stage), table_of(History)


@dataclass(frozen=True, slots=True)
class Point:
    """A touchpoint in use; `owner_id` is the journey's where it has none of its own.

    `true_at` is when it was last said to be true: added, edited or reviewed.
    """

    touchpoint_id: int
    number: int
    name: str
    stage: str
    journey_id: int
    journey: str
    owner_id: str
    review_days: int
    true_at: datetime

    def due(self, now: datetime) -> bool:
        """Whether it is to be reviewed."""
        return now - self.true_at >= timedelta(days=self.review_days)


@dataclass(frozen=True, slots=True)
class Freshness:
    """How many touchpoints of a map are fresh."""

    fresh: int
    total: int

    @property
    def per_cent(self) -> int | None:
        """Rounded down, so that 100 means all; None without touchpoints."""
        return self.fresh * 100 // self.total if self.total else None


def of(session: Session, *, workspace_id: str, journey_id: int, now: datetime) -> Freshness:
    """The freshness of a journey's map."""
    found = points(session, workspace_id=workspace_id, journey_id=journey_id)
    return Freshness(sum(not point.due(now) for point in found), len(found))


def points(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int | None = None,
    owner_id: str | None = None,
) -> list[Point]:
    """The touchpoints in use, of a journey or an owner or all; longest unconfirmed first."""
    owner = func.coalesce(_T.c.owner_id, _J.c.owner_id)
    edited = (
        core_select(_H.c.subject_id, func.max(_H.c.at).label("at"))
        .where(
            _H.c.workspace_id == workspace_id,
            _H.c.subject == "touchpoint",
            _H.c.what == "edited",
        )
        .group_by(_H.c.subject_id)
        .subquery()
    )
    statement = (
        core_select(
            _T.c.id,
            _T.c.number,
            _T.c.name,
            _S.c.name,
            _J.c.id,
            _J.c.name,
            owner,
            _J.c.review_days,
            _T.c.created_at,
            _T.c.reviewed_at,
            edited.c.at,
        )
        .join(_J, and_(_J.c.workspace_id == _T.c.workspace_id, _J.c.id == _T.c.journey_id))
        .join(_S, and_(_S.c.workspace_id == _T.c.workspace_id, _S.c.id == _T.c.stage_id))
        .outerjoin(edited, edited.c.subject_id == _T.c.id)
        .where(
            _T.c.workspace_id == workspace_id,
            _T.c.retired_at.is_(None),
            _J.c.retired_at.is_(None),
        )
    )
    if journey_id is not None:
        statement = statement.where(_T.c.journey_id == journey_id)
    if owner_id is not None:
        statement = statement.where(owner == owner_id)
    found = [_point(row) for row in session.connection().execute(statement)]
    return sorted(found, key=lambda point: (point.true_at, point.number))


def _point(row: Sequence[Any]) -> Point:
    *known, created, reviewed, edited = row
    said = [moment for moment in (created, reviewed, edited) if moment is not None]
    return Point(*[*known, max(said)])
