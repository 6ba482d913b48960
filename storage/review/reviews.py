"""Reviews: whose touchpoints are due, who was asked about them, and what they said."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage import retirement
from storage.history import entries as history
from storage.identity import identity
from storage.map import freshness
from storage.map.freshness import Point
from storage.models import Review, Touchpoint
from storage.statements import table_of, upsert
from storage.touchpoint import touchpoints

WEEK = timedelta(days=7)
# Later means: ask me again in a week.
PUT_OFF = WEEK

_R = table_of(Review)
_ASK = upsert(
    Review, lambda insert: insert.on_conflict_do_nothing().returning(Review.touchpoint_id)
)


class Answer(StrEnum):
    """What an owner said."""

    STILL = "still"
    RETIRE = "retire"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Asked:
    """One touchpoint that a person was asked about, and how it stands now.

    `over`: reviewed, edited, retired or handed to somebody else since it was asked.
    """

    number: int
    name: str
    stage: str
    journey: str
    true_at: datetime | None
    answer: str | None
    over: bool


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be reviewed now; `put_off` counts what was put off until later."""

    points: Sequence[Point]
    put_off: int


def due(
    session: Session,
    *,
    workspace_id: str,
    now: datetime,
    journey_id: int | None = None,
    owner_id: str | None = None,
) -> Due:
    """Of a journey or a person or both; longest unconfirmed first."""
    of = freshness.points(
        session, workspace_id=workspace_id, journey_id=journey_id, owner_id=owner_id
    )
    found = [point for point in of if point.due(now)]
    rows = of_points(session, workspace_id=workspace_id, ids=[one.touchpoint_id for one in found])
    ready = [point for point in found if not is_put_off(rows[point.touchpoint_id], now)]
    return Due(ready, len(found) - len(ready))


def of_points(
    session: Session, *, workspace_id: str, ids: Collection[int]
) -> defaultdict[int, list[Review]]:
    """Every time that somebody was asked, oldest first, by touchpoint."""
    found: defaultdict[int, list[Review]] = defaultdict(list)
    rows = session.exec(
        select(Review)
        .where(Review.workspace_id == workspace_id, col(Review.touchpoint_id).in_(ids))
        .order_by(col(Review.asked_at))
        .execution_options(populate_existing=True)
    )
    for row in rows:
        found[row.touchpoint_id].append(row)
    return found


def is_put_off(rows: Sequence[Review], now: datetime) -> bool:
    """Whether somebody said "Later", and later is not yet."""
    return any(row.later_until is not None and row.later_until > now for row in rows)


def ask(
    session: Session, *, workspace_id: str, touchpoint_id: int, person_id: str, at: datetime
) -> bool:
    """Notes that a person is asked; False when they were in this very moment."""
    asked = _ASK.run(
        session,
        workspace_id=workspace_id,
        touchpoint_id=touchpoint_id,
        asked_at=at,
        person_id=person_id,
    )
    return asked.scalar_one_or_none() is not None


def asked_at(
    session: Session, *, workspace_id: str, person_id: str, moment: datetime
) -> list[Asked]:
    """Everything a person was asked in one message, as it stands now."""
    rows = session.exec(
        select(Review, Touchpoint)
        .join(Touchpoint, col(Touchpoint.id) == col(Review.touchpoint_id))
        .where(
            Review.workspace_id == workspace_id,
            Review.person_id == person_id,
            Review.asked_at == moment,
        )
        .order_by(col(Touchpoint.number))
        .execution_options(populate_existing=True)
    ).all()
    known = {
        point.touchpoint_id: point for point in freshness.points(session, workspace_id=workspace_id)
    }
    return [_asked(row, touchpoint, known.get(row.touchpoint_id)) for row, touchpoint in rows]


def was_asked(session: Session, *, touchpoint: Touchpoint, person_id: str) -> bool:
    """Whether this person was ever asked about it."""
    found = session.exec(
        select(Review.touchpoint_id).where(
            Review.workspace_id == touchpoint.workspace_id,
            Review.touchpoint_id == touchpoint.id,
            Review.person_id == person_id,
        )
    ).first()
    return found is not None


def answer(
    session: Session, *, touchpoint: Touchpoint, person_id: str, said: Answer, at: datetime
) -> bool:
    """Does what was said, with the touchpoint held; False when there was nothing left to do."""
    touchpoints.lock(session, touchpoint=touchpoint)
    if touchpoint.retired_at is not None:
        return False
    if said is Answer.RETIRE:
        retirement.retire(session, touchpoint, actor_id=person_id, at=at)
    elif not _is_due(session, touchpoint, at, even_put_off=said is Answer.STILL):
        return False
    elif said is Answer.STILL:
        touchpoint.reviewed_at = at
        session.add(touchpoint)
        session.flush()
        history.note(session, touchpoint, actor_id=person_id, at=at, what="reviewed")
    _close(session, touchpoint, person_id, said, at)
    return True


def _asked(row: Review, touchpoint: Touchpoint, point: Point | None) -> Asked:
    over = point is None or point.true_at > row.asked_at or point.owner_id != row.person_id
    return Asked(
        number=touchpoint.number,
        name=touchpoint.name,
        stage=point.stage if point else "",
        journey=point.journey if point else "",
        true_at=point.true_at if point else None,
        answer=row.answer if row.answered_at is not None else None,
        over=over,
    )


def _is_due(session: Session, touchpoint: Touchpoint, now: datetime, *, even_put_off: bool) -> bool:
    workspace_id = touchpoint.workspace_id
    found = freshness.points(session, workspace_id=workspace_id, journey_id=touchpoint.journey_id)
    point = next(one for one in found if one.touchpoint_id == touchpoint.id)
    rows = of_points(session, workspace_id=workspace_id, ids=[point.touchpoint_id])[
        point.touchpoint_id
    ]
    return point.due(now) and (even_put_off or not is_put_off(rows, now))


def _close(
    session: Session, touchpoint: Touchpoint, person_id: str, said: Answer, at: datetime
) -> None:
    """Answers everything that was asked about it and is open; one row even if nobody was asked."""
    later = at + PUT_OFF if said is Answer.LATER else None
    closed = session.connection().execute(
        update(_R)
        .where(
            _R.c.workspace_id == touchpoint.workspace_id,
            _R.c.touchpoint_id == identity(touchpoint),
            _R.c.answered_at.is_(None),
        )
        .values(answer=said.value, answered_at=at, later_until=later)
    )
    if closed.rowcount == 0 and later is not None:
        _ASK.run(
            session,
            workspace_id=touchpoint.workspace_id,
            touchpoint_id=identity(touchpoint),
            asked_at=at,
            person_id=person_id,
            answer=said.value,
            answered_at=at,
            later_until=later,
        )
