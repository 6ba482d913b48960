"""Reviews of touchpoints: when their owners are asked next, and when they were last."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.agenda import waking
from storage.agenda.moments import Moment, Thing, gathered
from storage.map import freshness
from storage.map.freshness import Point
from storage.models import Review, Touchpoint
from storage.review import asking, reviews
from storage.review.asking import ASKS
from storage.review.reviews import WEEK
from storage.statements import table_of
from storage.workspace import preferences
from storage.workspace.preferences import REVIEWS
from storage.workspace.quiet_hours import QuietHours

_ROW, _T = table_of(Review), table_of(Touchpoint)

Ready = tuple[datetime, Point]


def coming(
    session: Session,
    *,
    workspace_id: str,
    journey_ids: Collection[int],
    now: datetime,
    most: int,
) -> list[Moment]:
    """When owners are asked about each touchpoint; at most so many a day of one person.

    Those of other journeys take their places of the day, and are not told of.
    """
    points = freshness.points(session, workspace_id=workspace_id)
    rows = reviews.of_points(
        session, workspace_id=workspace_id, ids=[point.touchpoint_id for point in points]
    )
    by_owner: defaultdict[str, list[Ready]] = defaultdict(list)
    for point in points:
        ready = _ready(point, rows[point.touchpoint_id])
        if ready is not None:
            by_owner[point.owner_id].append((ready, point))
    last = _last_asked(row for asked in rows.values() for row in asked)
    found: list[Ready] = []
    for owner_id, waiting in by_owner.items():
        wanted = preferences.of(session, workspace_id=workspace_id, person_id=owner_id)
        if REVIEWS not in wanted.muted:
            found += _days(waiting, wanted.quiet, now, last.get(owner_id), most)
    return gathered(
        (at, Thing(point.number, point.name))
        for at, point in found
        if point.journey_id in journey_ids
    )


def came(
    session: Session, *, workspace_id: str, journey_ids: Sequence[int], limit: int
) -> list[Moment]:
    """The last times that owners were asked."""
    rows = session.connection().execute(
        core_select(_ROW.c.asked_at, _T.c.number, _T.c.name)
        .join(_T, and_(_T.c.workspace_id == _ROW.c.workspace_id, _T.c.id == _ROW.c.touchpoint_id))
        .where(_ROW.c.workspace_id == workspace_id, _T.c.journey_id.in_(journey_ids))
        .order_by(_ROW.c.asked_at.desc())
        .limit(limit)
    )
    return gathered((at, Thing(number, name)) for at, number, name in rows)


def _ready(point: Point, rows: Sequence[Review]) -> datetime | None:
    """From when on its owner may be asked; None when they were asked as often as they are."""
    open_rows = asking.unanswered(rows, point)
    if len(open_rows) >= ASKS:
        return None
    moments = [point.true_at + timedelta(days=point.review_days)]
    moments += [row.later_until for row in rows if row.later_until is not None]
    moments += [row.asked_at + WEEK for row in open_rows]
    return max(moments)


def _last_asked(rows: Iterator[Review]) -> dict[str, datetime]:
    """When each person was last asked about anything."""
    last: dict[str, datetime] = {}
    for row in rows:
        last[row.person_id] = max(row.asked_at, last.get(row.person_id, row.asked_at))
    return last


def _days(
    waiting: list[Ready], quiet: QuietHours, now: datetime, last: datetime | None, most: int
) -> Iterator[Ready]:
    """Each with the moment it is asked in: one message a day, the longest waiting first."""
    free = now
    if last is not None and quiet.local(last).date() >= quiet.local(now).date():
        free = waking.next_day(quiet, now)
    in_turn = deque(sorted(waiting, key=lambda each: each[0]))
    while in_turn:
        at = waking.from_moment(quiet, max(free, in_turn[0][0]))
        for _ in range(most):
            if in_turn and in_turn[0][0] <= at:
                yield at, in_turn.popleft()[1]
        free = waking.next_day(quiet, at)
