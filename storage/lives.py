"""The life of a pain point: its status, who owns it, and what it is called.

Whoever changes something says what they saw. When somebody else was faster nothing is
overwritten, and the answer tells what happened meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, select

from storage import history, notices
from storage.identity import identity
from storage.models import History, PainPoint
from storage.models.columns import JsonObject
from storage.vocabulary import Status

# What people may change of a pain point, by column.
EDITABLE = ("title", "description", "touchpoint_id", "owner_id")


class Outcome(StrEnum):
    """What became of a change."""

    DONE = "done"
    ALREADY = "already"  # it was so before: a double click, or two people of one mind
    OVERTAKEN = "overtaken"  # it is something else than what the person saw


@dataclass(frozen=True, slots=True)
class Changed:
    """The outcome, and the change that led to the present status when nothing was done."""

    outcome: Outcome
    last: History | None = None


def lock(session: Session, *, workspace_id: str, number: int) -> PainPoint | None:
    """P-number as it is now, held for this transaction: nobody changes it in between."""
    return session.exec(
        select(PainPoint)
        .where(PainPoint.workspace_id == workspace_id, PainPoint.number == number)
        .with_for_update()
        .execution_options(populate_existing=True)
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

    Its reporters, without the actor, are to be told. Raises ValueError for Duplicate, which
    only a merge makes.
    """
    if status is Status.DUPLICATE:
        raise ValueError("A pain point becomes a duplicate by a merge")
    if pain.status == status and (not reason or reason == pain.reason):
        return Changed(Outcome.ALREADY, last_status(session, pain=pain))
    if pain.status != seen:
        return Changed(Outcome.OVERTAKEN, last_status(session, pain=pain))
    before, after = history.differences(
        {"status": pain.status, "reason": pain.reason},
        {"status": status.value, "reason": reason},
    )
    if "status" in after:
        pain.status_at = at
    pain.sqlmodel_update(after)
    session.add(pain)
    session.flush()
    record(session, pain, actor_id=actor_id, at=at, what="status", before=before, after=after)
    notices.about(session, pain=pain, kind=notices.STATUS, but=actor_id, at=at)
    return Changed(Outcome.DONE)


def edit(
    session: Session, *, pain: PainPoint, changes: JsonObject, actor_id: str, at: datetime
) -> bool:
    """Changes columns of a locked pain point, those of EDITABLE; False when nothing differs."""
    current = {name: getattr(pain, name) for name in changes}
    before, after = history.differences(current, changes)
    if not after:
        return False
    pain.sqlmodel_update(after)
    session.add(pain)
    session.flush()
    record(session, pain, actor_id=actor_id, at=at, what="edited", before=before, after=after)
    return True


def last_status(session: Session, *, pain: PainPoint) -> History | None:
    """The latest entry of its history that changed the status."""
    entries = history.of(
        session,
        workspace_id=pain.workspace_id,
        subject="pain",
        subject_id=identity(pain),
        limit=50,
    )
    return next((entry for entry in entries if "status" in (entry.after or {})), None)


def record(
    session: Session,
    pain: PainPoint,
    *,
    actor_id: str,
    at: datetime,
    what: str,
    before: JsonObject | None = None,
    after: JsonObject | None = None,
) -> None:
    """Notes a change in the pain point's history."""
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
