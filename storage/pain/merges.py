"""Merging a pain point into another one it is the same as, and taking that back.

The sightings stand at the end of the chain of duplicates. However many merges are taken
back, in whatever order, each sighting is where it would be had those never happened.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, literal, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.identity import identity
from storage.journey import locks
from storage.models import Merge, MovedSighting, PainPoint, Sighting
from storage.pain import lives, notices
from storage.statements import table_of
from storage.status import Changed, Outcome, last_status
from storage.vocabulary import Status

_SIGHTING = table_of(Sighting)
_MOVED = table_of(MovedSighting)


def lock(
    session: Session, *, pain: PainPoint, other: PainPoint | None = None
) -> tuple[PainPoint, PainPoint]:
    """The pain point, and where the other one (or it itself) leads to, as they are now.

    Both are held for this transaction, and no other merge happens in the journey.
    """
    locks.hold(session, workspace_id=pain.workspace_id, journey_id=pain.journey_id)
    start = pain if other is None else other
    session.refresh(start)
    target = leads_to(session, pain=start)
    # In one order, whoever merges what into what.
    for number in sorted({pain.number, target.number}):
        lives.lock(session, workspace_id=pain.workspace_id, number=number)
    return pain, target


def merge(
    session: Session, *, pain: PainPoint, into: PainPoint, seen: str, actor_id: str, at: datetime
) -> Changed:
    """Makes a locked pain point a duplicate of another locked one; its sightings move over.

    Raises ValueError when both are the same, or `into` is itself a duplicate: `lock` follows
    it to where it leads.
    """
    if pain.id == into.id or into.status == Status.DUPLICATE:
        raise ValueError("A pain point can't be merged into itself or into a duplicate")
    if pain.status == Status.DUPLICATE:
        same = leads_to(session, pain=pain).id == into.id
        outcome = Outcome.ALREADY if same else Outcome.OVERTAKEN
        return Changed(outcome, last_status(session, pain))
    if pain.status != seen:
        return Changed(Outcome.OVERTAKEN, last_status(session, pain))
    notices.about(session, pain=pain, kind=notices.STATUS, but=actor_id, at=at)
    done = Merge(
        workspace_id=pain.workspace_id,
        pain_point_id=identity(pain),
        into_id=identity(into),
        status_before=pain.status,
        by_id=actor_id,
        at=at,
    )
    session.add(done)
    session.flush()
    moved = _move_over(session, done)
    history.note(
        session,
        pain,
        actor_id=actor_id,
        at=at,
        what="merged",
        before={"status": pain.status},
        after={"status": Status.DUPLICATE.value, "into": into.number},
    )
    taken: dict[str, object] = {"from": pain.number, "sightings": moved}
    history.note(session, into, actor_id=actor_id, at=at, what="took over", after=taken)
    _set(session, pain, status=Status.DUPLICATE.value, duplicate_of_id=into.id, at=at)
    return Changed(Outcome.DONE)


def unmerge(session: Session, *, pain: PainPoint, actor_id: str, at: datetime) -> Changed:
    """Undoes the merge of a locked duplicate: its status and its own sightings come back.

    Sightings added to the other one since stay there.
    """
    done = _standing(session, pain)
    if done is None or pain.duplicate_of_id is None:
        return Changed(Outcome.ALREADY, last_status(session, pain))
    into = leads_to(session, pain=pain)
    moved = _move_back(session, done, _merges_above(session, pain))
    done.undone_at = at
    session.add(done)
    history.note(
        session,
        pain,
        actor_id=actor_id,
        at=at,
        what="unmerged",
        before={"status": pain.status},
        after={"status": done.status_before, "from": into.number, "sightings": moved},
    )
    given: dict[str, object] = {"to": pain.number, "sightings": moved}
    history.note(session, into, actor_id=actor_id, at=at, what="gave back", after=given)
    # As it stood before, and since when: "Still happening?" counts from the solving.
    since = lives.status_since(session, pain=pain)
    _set(session, pain, status=done.status_before, duplicate_of_id=None, at=since)
    notices.about(session, pain=pain, kind=notices.STATUS, but=actor_id, at=at)
    return Changed(Outcome.DONE)


def leads_to(session: Session, *, pain: PainPoint) -> PainPoint:
    """The pain point itself, or the one its duplicates' chain ends at."""
    visited = set()
    while pain.duplicate_of_id is not None and pain.id not in visited:
        visited.add(pain.id)
        pain = session.get_one(PainPoint, pain.duplicate_of_id, populate_existing=True)
    return pain


def moved(session: Session, *, pain: PainPoint) -> int:
    """How many sightings the standing merge of a duplicate carried over."""
    done = _standing(session, pain)
    if done is None:
        return 0
    counted = core_select(func.count()).select_from(_MOVED).where(_MOVED.c.merge_id == done.id)
    return int(session.connection().execute(counted).scalar_one())


def duplicates(session: Session, *, pain: PainPoint, limit: int) -> Sequence[PainPoint]:
    """The pain points merged into this one, as long as they are."""
    return session.exec(
        select(PainPoint)
        .where(PainPoint.workspace_id == pain.workspace_id, PainPoint.duplicate_of_id == pain.id)
        .order_by(col(PainPoint.number))
        .limit(limit)
    ).all()


def _set(
    session: Session, pain: PainPoint, *, status: str, duplicate_of_id: int | None, at: datetime
) -> None:
    pain.status, pain.status_at, pain.duplicate_of_id = status, at, duplicate_of_id
    session.add(pain)
    session.flush()


def _standing(session: Session, pain: PainPoint) -> Merge | None:
    return session.exec(
        select(Merge)
        .where(
            Merge.workspace_id == pain.workspace_id,
            Merge.pain_point_id == pain.id,
            col(Merge.undone_at).is_(None),
        )
        .order_by(col(Merge.id).desc())
    ).first()


def _merges_above(session: Session, pain: PainPoint) -> list[int]:
    """The standing merges that carried the sightings of a duplicate further on."""
    above = []
    while pain.duplicate_of_id is not None:
        pain = session.get_one(PainPoint, pain.duplicate_of_id)
        carried = _standing(session, pain)
        if carried is not None:
            above.append(identity(carried))
    return above


def _move_over(session: Session, done: Merge) -> int:
    """All sightings of the one to the other, remembered; answers how many."""
    connection = session.connection()
    theirs = (
        _SIGHTING.c.workspace_id == done.workspace_id,
        _SIGHTING.c.pain_point_id == done.pain_point_id,
    )
    remembered = core_select(literal(done.id), _SIGHTING.c.id, _SIGHTING.c.workspace_id).where(
        *theirs
    )
    columns = ["merge_id", "sighting_id", "workspace_id"]
    connection.execute(insert(_MOVED).from_select(columns, remembered))
    moving = update(_SIGHTING).where(*theirs).values(pain_point_id=done.into_id)
    return connection.execute(moving).rowcount


def _move_back(session: Session, done: Merge, above: Sequence[int]) -> int:
    """The remembered sightings, out of whatever they were carried on to since."""
    connection = session.connection()
    own = core_select(_MOVED.c.sighting_id).where(_MOVED.c.merge_id == done.id)
    moving = (
        update(_SIGHTING)
        .where(_SIGHTING.c.workspace_id == done.workspace_id, _SIGHTING.c.id.in_(own))
        .values(pain_point_id=done.pain_point_id)
    )
    moved = connection.execute(moving).rowcount
    # Later merges carried them as well; taking those back must not bring them along again.
    connection.execute(
        delete(_MOVED).where(_MOVED.c.merge_id.in_(above), _MOVED.c.sighting_id.in_(own))
    )
    return moved
