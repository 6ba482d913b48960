"""Changes to a journey's stages: one after the other, each in the history."""

from datetime import datetime
from enum import Enum, auto

from sqlmodel import Session, select

from storage import retirement
from storage.history import entries as history
from storage.journey import stages
from storage.models import Journey, Stage
from storage.models.columns import JsonObject

# More would fit neither a form nor a picture.
MAX_STAGES = 40


class Outcome(Enum):
    """What became of a change to a stage."""

    DONE = auto()
    ALREADY = auto()
    NAME_TAKEN = auto()
    FULL = auto()
    HOLDS_TOUCHPOINTS = auto()


def add(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    name: str,
    goal: str,
    funnel: str,
    actor_id: str,
    at: datetime,
) -> Outcome:
    """A new stage at the end of the journey: done, or its name is taken, or there is no room."""
    _lock(session, workspace_id=workspace_id, journey_id=journey_id)
    in_use = stages.of(session, workspace_id=workspace_id, journey_id=journey_id)
    if stages.with_name(in_use, name):
        return Outcome.NAME_TAKEN
    if len(in_use) >= MAX_STAGES:
        return Outcome.FULL
    stage = Stage(
        workspace_id=workspace_id,
        journey_id=journey_id,
        name=name,
        goal=goal,
        funnel=funnel,
        position=max((stage.position for stage in in_use), default=0) + 1,
    )
    session.add(stage)
    session.flush()
    after: JsonObject = {"name": name, "goal": goal, "funnel": funnel, "position": stage.position}
    history.note(session, stage, actor_id=actor_id, at=at, what="added", after=after)
    return Outcome.DONE


def edit(
    session: Session, *, stage: Stage, changes: JsonObject, actor_id: str, at: datetime
) -> Outcome:
    """Changes name, goal or funnel: done, or nothing differs, or the name is taken."""
    _lock(session, workspace_id=stage.workspace_id, journey_id=stage.journey_id)
    before, after = history.differences({name: getattr(stage, name) for name in changes}, changes)
    if not after:
        return Outcome.ALREADY
    if "name" in after and _taken(session, stage, after["name"]):
        return Outcome.NAME_TAKEN
    stage.sqlmodel_update(after)
    session.add(stage)
    session.flush()
    history.note(
        session, stage, actor_id=actor_id, at=at, what="edited", before=before, after=after
    )
    return Outcome.DONE


def move(
    session: Session, *, stage: Stage, beside: Stage, before: bool, actor_id: str, at: datetime
) -> bool:
    """Puts a stage directly before or behind another; False when it stands there already."""
    workspace_id, journey_id = stage.workspace_id, stage.journey_id
    _lock(session, workspace_id=workspace_id, journey_id=journey_id)
    in_order = list(stages.of(session, workspace_id=workspace_id, journey_id=journey_id))
    wanted = [other for other in in_order if other.id != stage.id]
    place = next((n for n, other in enumerate(wanted) if other.id == beside.id), None)
    if place is None or stage.retired_at is not None:
        return False
    wanted.insert(place if before else place + 1, stage)
    if wanted == in_order:
        return False
    for position, each in enumerate(wanted, start=1):
        each.position = position
        session.add(each)
    session.flush()
    history.record(
        session,
        workspace_id=workspace_id,
        journey_id=journey_id,
        subject="journey",
        subject_id=journey_id,
        actor_id=actor_id,
        at=at,
        what="reordered",
        before={"stages": [each.name for each in in_order]},
        after={"stages": [each.name for each in wanted]},
    )
    return True


def retire(session: Session, *, stage: Stage, actor_id: str, at: datetime) -> Outcome:
    """Takes the stage out of the map, keeping it; not while touchpoints are in it."""
    _lock(session, workspace_id=stage.workspace_id, journey_id=stage.journey_id)
    if stage.retired_at is not None:
        return Outcome.ALREADY
    if stages.touchpoints_left(session, stage=stage):
        return Outcome.HOLDS_TOUCHPOINTS
    retirement.retire(session, stage, actor_id=actor_id, at=at)
    return Outcome.DONE


def restore(session: Session, *, stage: Stage, actor_id: str, at: datetime) -> Outcome:
    """Brings a retired stage back, unless another has its name now or there is no room."""
    _lock(session, workspace_id=stage.workspace_id, journey_id=stage.journey_id)
    if stage.retired_at is None:
        return Outcome.ALREADY
    if _taken(session, stage, stage.name):
        return Outcome.NAME_TAKEN
    in_use = stages.of(session, workspace_id=stage.workspace_id, journey_id=stage.journey_id)
    if len(in_use) >= MAX_STAGES:
        return Outcome.FULL
    retirement.restore(session, stage, actor_id=actor_id, at=at)
    return Outcome.DONE


def _lock(session: Session, *, workspace_id: str, journey_id: int) -> None:
    """One change of a journey's stages after the other, whoever makes them.

    What is read afterwards is what the change before has left.
    """
    session.exec(
        select(Journey.id)
        .where(Journey.workspace_id == workspace_id, Journey.id == journey_id)
        .with_for_update()
    ).one()
    for loaded in list(session.identity_map.values()):
        if isinstance(loaded, Stage) and loaded.journey_id == journey_id:
            session.refresh(loaded)


def _taken(session: Session, stage: Stage, name: str) -> bool:
    in_use = stages.of(session, workspace_id=stage.workspace_id, journey_id=stage.journey_id)
    return stages.with_name([other for other in in_use if other.id != stage.id], name) is not None
