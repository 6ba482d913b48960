"""The ordered columns of a journey."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage import history
from storage.folding import fold
from storage.identity import identity
from storage.models import Stage, Touchpoint
from storage.models.columns import JsonObject


def of(session: Session, *, workspace_id: str, journey_id: int) -> Sequence[Stage]:
    """The stages of a journey in order, without the retired ones."""
    return session.exec(
        select(Stage)
        .where(
            Stage.workspace_id == workspace_id,
            Stage.journey_id == journey_id,
            col(Stage.retired_at).is_(None),
        )
        .order_by(col(Stage.position), col(Stage.id))
    ).all()


def retired(session: Session, *, workspace_id: str, journey_id: int) -> Sequence[Stage]:
    """The retired stages of a journey."""
    return session.exec(
        select(Stage)
        .where(
            Stage.workspace_id == workspace_id,
            Stage.journey_id == journey_id,
            col(Stage.retired_at).is_not(None),
        )
        .order_by(col(Stage.position), col(Stage.id))
    ).all()


def get_or_none(session: Session, *, workspace_id: str, stage_id: int) -> Stage | None:
    """The stage, retired or not."""
    return session.exec(
        select(Stage).where(Stage.workspace_id == workspace_id, Stage.id == stage_id)
    ).first()


def named(session: Session, *, workspace_id: str, journey_id: int, name: str) -> Stage | None:
    """The stage of this name, whatever its case, accents and spaces."""
    key = fold(name)
    stages = of(session, workspace_id=workspace_id, journey_id=journey_id)
    return next((stage for stage in stages if fold(stage.name) == key), None)


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
) -> Stage:
    """A new stage at the end of the journey."""
    last = session.exec(
        select(func.max(Stage.position)).where(
            Stage.workspace_id == workspace_id, Stage.journey_id == journey_id
        )
    ).one()
    stage = Stage(
        workspace_id=workspace_id,
        journey_id=journey_id,
        name=name,
        goal=goal,
        funnel=funnel,
        position=(last or 0) + 1,
    )
    session.add(stage)
    session.flush()
    after: JsonObject = {"name": name, "goal": goal, "funnel": funnel, "position": stage.position}
    _record(session, stage, actor_id=actor_id, at=at, what="added", after=after)
    return stage


def edit(
    session: Session, *, stage: Stage, changes: JsonObject, actor_id: str, at: datetime
) -> bool:
    """Changes name, goal or funnel; False when nothing differs."""
    before, after = history.differences({name: getattr(stage, name) for name in changes}, changes)
    if not after:
        return False
    stage.sqlmodel_update(after)
    session.add(stage)
    session.flush()
    _record(session, stage, actor_id=actor_id, at=at, what="edited", before=before, after=after)
    return True


def reorder(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    order: Sequence[int],
    actor_id: str,
    at: datetime,
) -> bool:
    """Puts the stages into the order of their ids; those not named keep their order behind."""
    stages = of(session, workspace_id=workspace_id, journey_id=journey_id)
    rank = {stage_id: place for place, stage_id in enumerate(order)}
    wanted = sorted(stages, key=lambda stage: rank.get(identity(stage), len(rank)))
    if list(stages) == wanted:
        return False
    for position, stage in enumerate(wanted, start=1):
        stage.position = position
        session.add(stage)
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
        before={"stages": [stage.name for stage in stages]},
        after={"stages": [stage.name for stage in wanted]},
    )
    return True


def touchpoints_left(session: Session, *, stage: Stage) -> int:
    """How many touchpoints in use the stage still holds."""
    return session.exec(
        select(func.count())
        .select_from(Touchpoint)
        .where(
            Touchpoint.workspace_id == stage.workspace_id,
            Touchpoint.stage_id == stage.id,
            col(Touchpoint.retired_at).is_(None),
        )
    ).one()


def retire(session: Session, *, stage: Stage, actor_id: str, at: datetime) -> bool:
    """Takes the stage out of the map, keeping it; False when it was retired already."""
    if stage.retired_at is not None:
        return False
    stage.retired_at = at
    session.add(stage)
    session.flush()
    _record(session, stage, actor_id=actor_id, at=at, what="retired")
    return True


def restore(session: Session, *, stage: Stage, actor_id: str, at: datetime) -> bool:
    """Brings a retired stage back; False when it was in use already."""
    if stage.retired_at is None:
        return False
    stage.retired_at = None
    session.add(stage)
    session.flush()
    _record(session, stage, actor_id=actor_id, at=at, what="restored")
    return True


def _record(
    session: Session,
    stage: Stage,
    *,
    actor_id: str,
    at: datetime,
    what: str,
    before: JsonObject | None = None,
    after: JsonObject | None = None,
) -> None:
    history.record(
        session,
        workspace_id=stage.workspace_id,
        journey_id=stage.journey_id,
        subject="stage",
        subject_id=identity(stage),
        actor_id=actor_id,
        at=at,
        what=what,
        before=before,
        after=after,
    )
