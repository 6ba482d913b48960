"""Puts a touchpoint, a stage or a whole journey back as a snapshot has it.

Only what the snapshot knew is put back: what was added since stays where it is, and nothing
that was logged is touched. Every step is one of the map's own verbs, so that each change is in
the history. Done in a savepoint that is rolled back, it is the preview of itself.
"""

from sqlmodel import Session, select

from storage.history import lists as history_lists
from storage.history.lists import Changed
from storage.models import Journey, Snapshot
from storage.restore import journey as restoring_journey
from storage.restore import people as restoring_people
from storage.restore import stages as restoring_stages
from storage.restore import touchpoints as restoring_touchpoints
from storage.restore.steps import By, Frozen, Scope, Step

__all__ = ["By", "Scope", "Step", "preview", "restore"]


def preview(session: Session, *, snapshot: Snapshot, scope: Scope, by: By) -> list[Step]:
    """What a restore would do now; nothing is changed."""
    savepoint = session.begin_nested()
    try:
        return restore(session, snapshot=snapshot, scope=scope, by=by)
    finally:
        savepoint.rollback()
        session.expire_all()


def restore(session: Session, *, snapshot: Snapshot, scope: Scope, by: By) -> list[Step]:
    """Does it, with the journey held; returns every change, and what could not be put back."""
    journey = _lock(session, snapshot)
    frozen = Frozen(snapshot.data, scope, _changed(session, snapshot) if scope.undo else ())
    steps = restoring_journey.restore(session, journey, frozen, by)
    steps += restoring_stages.restore(session, journey, frozen, by)
    steps += restoring_touchpoints.restore(session, journey, frozen, by)
    steps += restoring_people.restore(session, journey, frozen, by)
    steps += restoring_people.retire(session, journey, frozen, by)
    steps += restoring_touchpoints.retire(session, journey, frozen, by)
    steps += restoring_stages.retire(session, journey, frozen, by)
    return steps


def _changed(session: Session, snapshot: Snapshot) -> set[Changed]:
    """What the restore changed that the snapshot was taken for, in the same moment."""
    return history_lists.changed_at(
        session,
        workspace_id=snapshot.workspace_id,
        journey_id=snapshot.journey_id,
        moment=snapshot.taken_at,
    )


def _lock(session: Session, snapshot: Snapshot) -> Journey:
    return session.exec(
        select(Journey)
        .where(Journey.workspace_id == snapshot.workspace_id, Journey.id == snapshot.journey_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
