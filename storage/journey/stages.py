"""The ordered columns of a journey."""

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.folding import fold
from storage.models import Stage, Touchpoint


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
    return with_name(of(session, workspace_id=workspace_id, journey_id=journey_id), name)


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


def with_name(stages: Sequence[Stage], name: str) -> Stage | None:
    """The one of this name, whatever its case, accents and spaces."""
    key = fold(name)
    return next((stage for stage in stages if fold(stage.name) == key), None)
