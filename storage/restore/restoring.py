"""Puts a touchpoint, a stage or a whole journey back as a snapshot has it.

Only what the snapshot knew is put back: what was added since stays where it is, and nothing
that was logged is touched. Every step is one of the map's own verbs, so that each change is in
the history. Done in a savepoint that is rolled back, it is the preview of itself.
"""

from datetime import datetime

from sqlmodel import Session, select

from storage.history import entries as history
from storage.history import lists as history_lists
from storage.history.lists import Changed
from storage.journey import edits as journey_edits
from storage.models import Journey, Snapshot
from storage.models.columns import JsonObject
from storage.restore import stages as restoring_stages
from storage.restore import touchpoints as restoring_touchpoints
from storage.restore.steps import By, Frozen, Scope, Step
from storage.snapshot.freezing import JOURNEY_FIELDS

__all__ = ["Scope", "Step", "preview", "restore"]


def preview(
    session: Session, *, snapshot: Snapshot, scope: Scope, actor_id: str, at: datetime
) -> list[Step]:
    """What a restore would do now; nothing is changed."""
    savepoint = session.begin_nested()
    try:
        return restore(session, snapshot=snapshot, scope=scope, actor_id=actor_id, at=at)
    finally:
        savepoint.rollback()
        session.expire_all()


def restore(
    session: Session, *, snapshot: Snapshot, scope: Scope, actor_id: str, at: datetime
) -> list[Step]:
    """Does it, with the journey held; returns every change, and what could not be put back."""
    journey = _lock(session, snapshot)
    frozen = Frozen(snapshot.data, scope, _changed(session, snapshot) if scope.undo else ())
    by = By(actor_id, at)
    steps = _journey(session, journey, frozen, by) if frozen.means_journey else []
    steps += restoring_stages.restore(session, journey, frozen, by)
    steps += restoring_touchpoints.restore(session, journey, frozen, by)
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


def _journey(session: Session, journey: Journey, frozen: Frozen, by: By) -> list[Step]:
    wanted = {name: frozen.journey[name] for name in JOURNEY_FIELDS if name in frozen.journey}
    now: JsonObject = {name: getattr(journey, name) for name in wanted}
    before, after = history.differences(now, wanted)
    steps = []
    if _edit(session, journey, after, by) is journey_edits.Outcome.NAME_TAKEN:
        why = f"another journey is called “{after.pop('name')}” now"
        before.pop("name")
        steps.append(Step("journey", None, journey.name, "kept", why=why))
        _edit(session, journey, after, by)
    if after:
        steps.insert(0, Step("journey", None, now["name"], "edited", before, after))
    return steps


def _edit(session: Session, journey: Journey, changes: JsonObject, by: By) -> journey_edits.Outcome:
    return journey_edits.edit(
        session, journey=journey, changes=changes, actor_id=by.actor_id, at=by.at
    )
