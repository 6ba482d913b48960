"""The life of a pain point: its status, and merging it into another and back.

Whoever changes something says what they saw. When somebody else was faster nothing is
overwritten, and the answer tells what happened meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage import history, notices
from storage.identity import identity
from storage.models import History, Merge, MovedSighting, PainPoint, Sighting
from storage.models.columns import JsonObject
from storage.statements import table_of
from storage.vocabulary import Status

_SIGHTING = table_of(Sighting)
_MOVED = table_of(MovedSighting)


class Outcome(StrEnum):
    """What became of a change."""

    DONE = "done"
    ALREADY = "already"  # it was so before: a double click, or two people of one mind
    OVERTAKEN = "overtaken"  # it is something else than what the person saw


@dataclass(frozen=True, slots=True)
class Changed:
    """The outcome, and who changed it last when that was somebody else."""

    outcome: Outcome
    last: History | None = None


def lock(session: Session, *, workspace_id: str, number: int) -> PainPoint | None:
    """P-number, held for this transaction, so that nobody changes it in between."""
    return session.exec(
        select(PainPoint)
        .where(PainPoint.workspace_id == workspace_id, PainPoint.number == number)
        .with_for_update()
    ).first()


def set_status(
    session: Session,
    *,
    pain: PainPoint,
    seen: str,
    status: Status,
    reason: str,
    actor_id: str,
    at: datetime,
) -> Changed:
    """Moves a locked pain point on, if it still has the status the person saw.

    Its reporters, without the actor, are to be told.
    """
    if pain.status == status and (not reason or reason == pain.reason):
        return Changed(Outcome.ALREADY, _last(session, pain))
    if pain.status != seen:
        return Changed(Outcome.OVERTAKEN, _last(session, pain))
    before: JsonObject = {"status": pain.status}
    after: JsonObject = {"status": status.value}
    if reason:
        after["reason"] = reason
    pain.status = status.value
    pain.status_at = at
    pain.reason = reason
    session.add(pain)
    session.flush()
    _record(session, pain, actor_id=actor_id, at=at, what="status", before=before, after=after)
    notices.about(session, pain=pain, kind=notices.STATUS, but=actor_id, at=at)
    return Changed(Outcome.DONE)


def edit(
    session: Session, *, pain: PainPoint, changes: JsonObject, actor_id: str, at: datetime
) -> bool:
    """Changes owner, touchpoint, title or description; False when nothing differs."""
    current = {name: getattr(pain, name) for name in changes}
    before, after = history.differences(current, changes)
    if not after:
        return False
    pain.sqlmodel_update(after)
    session.add(pain)
    session.flush()
    _record(session, pain, actor_id=actor_id, at=at, what="edited", before=before, after=after)
    return True


def merge(
    session: Session, *, pain: PainPoint, into: PainPoint, actor_id: str, at: datetime
) -> Changed:
    """Makes a locked pain point a duplicate of another locked one; its sightings move over.

    Raises ValueError when both are the same, or `into` is itself a duplicate: the caller
    follows it to where it leads first.
    """
    if pain.id == into.id or into.status == Status.DUPLICATE:
        raise ValueError("A pain point can't be merged into itself or into a duplicate")
    if pain.status == Status.DUPLICATE:
        return Changed(Outcome.ALREADY, _last(session, pain))
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
    ids = _sighting_ids(session, pain)
    if ids:
        session.connection().execute(
            insert(_MOVED),
            [
                {
                    "merge_id": done.id,
                    "sighting_id": sighting_id,
                    "workspace_id": pain.workspace_id,
                }
                for sighting_id in ids
            ],
        )
    _move(session, pain.workspace_id, ids, identity(into))
    pain.status = Status.DUPLICATE.value
    pain.status_at = at
    pain.duplicate_of_id = into.id
    session.add(pain)
    session.flush()
    _record(session, pain, actor_id=actor_id, at=at, what="merged", after={"into": into.number})
    _record(
        session,
        into,
        actor_id=actor_id,
        at=at,
        what="took over",
        after={"from": pain.number, "sightings": len(ids)},
    )
    return Changed(Outcome.DONE)


def unmerge(session: Session, *, pain: PainPoint, actor_id: str, at: datetime) -> Changed:
    """Undoes the merge of a locked duplicate: its status and its own sightings come back.

    Sightings added to the other one since stay there.
    """
    done = session.exec(
        select(Merge)
        .where(
            Merge.workspace_id == pain.workspace_id,
            Merge.pain_point_id == pain.id,
            col(Merge.undone_at).is_(None),
        )
        .order_by(col(Merge.id).desc())
    ).first()
    if done is None or pain.status != Status.DUPLICATE:
        return Changed(Outcome.ALREADY, _last(session, pain))
    moved = (
        session.connection()
        .execute(core_select(_MOVED.c.sighting_id).where(_MOVED.c.merge_id == done.id))
        .scalars()
        .all()
    )
    _move(session, pain.workspace_id, moved, identity(pain))
    done.undone_at = at
    pain.status = done.status_before
    pain.status_at = at
    pain.duplicate_of_id = None
    session.add_all([done, pain])
    session.flush()
    _record(
        session,
        pain,
        actor_id=actor_id,
        at=at,
        what="unmerged",
        after={"status": pain.status, "sightings": len(moved)},
    )
    notices.about(session, pain=pain, kind=notices.STATUS, but=actor_id, at=at)
    return Changed(Outcome.DONE)


def leads_to(session: Session, *, pain: PainPoint) -> PainPoint:
    """The pain point itself, or the one its duplicates' chain ends at."""
    visited = set()
    while pain.duplicate_of_id is not None and pain.id not in visited:
        visited.add(pain.id)
        pain = session.get_one(PainPoint, pain.duplicate_of_id)
    return pain


def _sighting_ids(session: Session, pain: PainPoint) -> Sequence[int]:
    return (
        session.connection()
        .execute(
            core_select(_SIGHTING.c.id).where(
                _SIGHTING.c.workspace_id == pain.workspace_id,
                _SIGHTING.c.pain_point_id == pain.id,
            )
        )
        .scalars()
        .all()
    )


def _move(session: Session, workspace_id: str, ids: Sequence[int], pain_id: int) -> None:
    session.connection().execute(
        update(_SIGHTING)
        .where(_SIGHTING.c.workspace_id == workspace_id, _SIGHTING.c.id.in_(ids))
        .values(pain_point_id=pain_id)
    )


def _last(session: Session, pain: PainPoint) -> History | None:
    found = history.of(
        session,
        workspace_id=pain.workspace_id,
        subject="pain",
        subject_id=identity(pain),
        limit=1,
    )
    return found[0] if found else None


def _record(
    session: Session,
    pain: PainPoint,
    *,
    actor_id: str,
    at: datetime,
    what: str,
    before: JsonObject | None = None,
    after: JsonObject | None = None,
) -> None:
    history.record(
        session,
        workspace_id=pain.workspace_id,
        journey_id=pain.journey_id,
        subject="pain",
        subject_id=identity(pain),
        actor_id=actor_id,
        at=at,
        what=what,
        before=before,
        after=after,
    )
