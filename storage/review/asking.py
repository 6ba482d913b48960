"""Whom to ask now whether their touchpoints are still true, and when the channel is told.

A touchpoint that is due is asked about twice at most, a week apart, and its owner about a
handful a day. A week after the second time without an answer its channel is told, once.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session

from storage import requests
from storage.journey import bindings
from storage.map.freshness import Point
from storage.models import Review
from storage.review import reviews
from storage.review.reviews import WEEK
from storage.statements import table_of
from storage.workspace import preferences
from storage.workspace.preferences import REVIEWS

ASKS = 2
# What the second row says once the channel knows of it.
TOLD = "told"

_R = table_of(Review)


def take_due(session: Session, *, workspace_id: str, now: datetime, most: int) -> list[str]:
    """Who is asked now, taken so that nobody else asks them too; at most so many things each.

    People in their quiet hours are asked after them; who switched it off is not asked.
    """
    asked = []
    for person_id in sorted(_waiting(session, workspace_id, now)):
        wanted = preferences.of(session, workspace_id=workspace_id, person_id=person_id)
        if REVIEWS in wanted.muted or wanted.quiet.cover(now):
            continue
        # One message a day; whoever comes second waits here, and finds it taken.
        key = f"review.ask:{person_id}:{wanted.quiet.local(now).date()}"
        if not requests.claim(session, workspace_id=workspace_id, key=key, at=now):
            continue
        mine = _waiting(session, workspace_id, now, person_id)[person_id][:most]
        for point in mine:
            reviews.ask(
                session,
                workspace_id=workspace_id,
                touchpoint_id=point.touchpoint_id,
                person_id=person_id,
                at=now,
            )
        if mine:
            asked.append(person_id)
    return asked


def take_unanswered(
    session: Session, *, workspace_id: str, now: datetime
) -> dict[str, list[Point]]:
    """What a channel is told of now, by channel: taken, so that it is told once."""
    found: dict[str, list[Point]] = {}
    ready = reviews.due(session, workspace_id=workspace_id, now=now).points
    rows = _rows(session, workspace_id, ready)
    for point in ready:
        open_rows = unanswered(rows[point.touchpoint_id], point)
        if len(open_rows) < ASKS or now - open_rows[-1].asked_at < WEEK:
            continue
        channels = bindings.channel_ids(
            session, workspace_id=workspace_id, journey_id=point.journey_id
        )
        if channels and _claim(session, open_rows[-1]):
            found.setdefault(channels[0], []).append(point)
    return found


def _waiting(
    session: Session, workspace_id: str, now: datetime, owner_id: str | None = None
) -> defaultdict[str, list[Point]]:
    """What each person has to be asked about."""
    found: defaultdict[str, list[Point]] = defaultdict(list)
    ready = reviews.due(session, workspace_id=workspace_id, now=now, owner_id=owner_id).points
    rows = _rows(session, workspace_id, ready)
    for point in ready:
        open_rows = unanswered(rows[point.touchpoint_id], point)
        if len(open_rows) < ASKS and not (open_rows and now - open_rows[-1].asked_at < WEEK):
            found[point.owner_id].append(point)
    return found


def _rows(
    session: Session, workspace_id: str, points: Sequence[Point]
) -> defaultdict[int, list[Review]]:
    ids = [point.touchpoint_id for point in points]
    return reviews.of_points(session, workspace_id=workspace_id, ids=ids)


def unanswered(rows: Sequence[Review], point: Point) -> list[Review]:
    """Each time its present owner was asked since it was last true, and gave no answer."""
    return [
        row
        for row in rows
        if row.person_id == point.owner_id
        and row.asked_at > point.true_at
        and row.answered_at is None
    ]


def _claim(session: Session, row: Review) -> bool:
    """True for one process; the other finds the word there already."""
    told = session.connection().execute(
        update(_R)
        .where(
            _R.c.workspace_id == row.workspace_id,
            _R.c.touchpoint_id == row.touchpoint_id,
            _R.c.asked_at == row.asked_at,
            _R.c.answer.is_(None),
            _R.c.answered_at.is_(None),
        )
        .values(answer=TOLD)
    )
    return told.rowcount == 1
