"""Touchpoints: one interaction in a stage."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.folding import fold
from storage.history import entries as history
from storage.identity import identity
from storage.journey import locks
from storage.models import Stage, Touchpoint
from storage.models.columns import JsonObject
from storage.numbers import next_number

_GET = core_select(Touchpoint).where(
    col(Touchpoint.workspace_id) == bindparam("workspace_id"),
    col(Touchpoint.id) == bindparam("touchpoint_id"),
)


def get_or_none(session: Session, *, workspace_id: str, touchpoint_id: int) -> Touchpoint | None:
    """The touchpoint by its row, retired or not."""
    found = session.execute(_GET, {"workspace_id": workspace_id, "touchpoint_id": touchpoint_id})
    return found.scalars().first()


def numbered(session: Session, *, workspace_id: str, number: int) -> Touchpoint | None:
    """T-number, retired or not, of any journey of the workspace."""
    return session.exec(
        select(Touchpoint).where(
            Touchpoint.workspace_id == workspace_id, Touchpoint.number == number
        )
    ).first()


def named(
    session: Session, *, stage: Stage, name: str, besides: Touchpoint | None = None
) -> Touchpoint | None:
    """The touchpoint of this name in the stage, in use, whatever its case and accents."""
    key = fold(name)
    return next(
        (
            other
            for other in in_stage(session, stage=stage)
            if fold(other.name) == key and not (besides and other.id == besides.id)
        ),
        None,
    )


def in_stage(session: Session, *, stage: Stage) -> Sequence[Touchpoint]:
    """The touchpoints in use of one stage, in order."""
    return session.exec(
        select(Touchpoint)
        .where(
            Touchpoint.workspace_id == stage.workspace_id,
            Touchpoint.stage_id == stage.id,
            col(Touchpoint.retired_at).is_(None),
        )
        .order_by(col(Touchpoint.position), col(Touchpoint.id))
    ).all()


def lock(session: Session, *, touchpoint: Touchpoint) -> Touchpoint:
    """The touchpoint as it is now; nobody else changes its journey until the transaction ends.

    One lock for all of a journey: moving one touchpoint changes the places of others.
    """
    locks.hold(session, workspace_id=touchpoint.workspace_id, journey_id=touchpoint.journey_id)
    session.refresh(touchpoint)
    return touchpoint


def lock_stage(session: Session, *, stage: Stage) -> Stage:
    """The same for a stage: two people can't take one name in it, nor retire it meanwhile."""
    locks.hold(session, workspace_id=stage.workspace_id, journey_id=stage.journey_id)
    session.refresh(stage)
    return stage


def add(
    session: Session,
    *,
    stage: Stage,
    name: str,
    channel: str,
    actor_id: str,
    at: datetime,
    details: JsonObject | None = None,
) -> Touchpoint:
    """A new touchpoint at the end of a stage; `details` are further columns by name."""
    touchpoint = Touchpoint(
        workspace_id=stage.workspace_id,
        number=next_number(session, workspace_id=stage.workspace_id, kind="touchpoint"),
        journey_id=stage.journey_id,
        stage_id=identity(stage),
        position=_end_of(session, stage),
        name=name,
        channel=channel,
        created_by=actor_id,
        created_at=at,
    )
    touchpoint.sqlmodel_update(details or {})
    session.add(touchpoint)
    session.flush()
    after: JsonObject = {"name": name, "stage": stage.name, "channel": channel, **(details or {})}
    history.note(session, touchpoint, actor_id=actor_id, at=at, what="added", after=after)
    return touchpoint


def edit(
    session: Session, *, touchpoint: Touchpoint, changes: JsonObject, actor_id: str, at: datetime
) -> bool:
    """Changes columns by name; False when nothing differs."""
    current = {name: getattr(touchpoint, name) for name in changes}
    before, after = history.differences(current, changes)
    if not after:
        return False
    touchpoint.sqlmodel_update(after)
    session.add(touchpoint)
    session.flush()
    history.note(
        session, touchpoint, actor_id=actor_id, at=at, what="edited", before=before, after=after
    )
    return True


def move(
    session: Session,
    *,
    touchpoint: Touchpoint,
    stage: Stage,
    behind: Touchpoint | None,
    actor_id: str,
    at: datetime,
) -> bool:
    """Puts the touchpoint into a stage behind another one, or first; False when it is there."""
    source = session.get_one(Stage, touchpoint.stage_id)
    standing = in_stage(session, stage=stage)
    line = [other for other in standing if other.id != touchpoint.id]
    index = next((i for i, other in enumerate(line, 1) if behind and other.id == behind.id), 0)
    line.insert(index, touchpoint)
    if [other.id for other in standing] == [other.id for other in line]:
        return False
    touchpoint.stage_id = identity(stage)
    for position, other in enumerate(line, start=1):
        other.position = position
        session.add(other)
    session.flush()
    history.note(
        session,
        touchpoint,
        actor_id=actor_id,
        at=at,
        what="moved",
        before={"stage": source.name},
        after={"stage": stage.name, "behind": behind.name if behind else None},
    )
    return True


def _end_of(session: Session, stage: Stage) -> int:
    last = session.exec(
        select(func.max(Touchpoint.position)).where(
            Touchpoint.workspace_id == stage.workspace_id, Touchpoint.stage_id == stage.id
        )
    ).one()
    return (last or 0) + 1
