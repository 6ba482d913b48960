"""The weekly snapshots: which maps have none this week, and which were taken."""

from collections.abc import Sequence

from sqlalchemy import exists
from sqlmodel import Session, col, select

from storage.agenda.moments import Moment, Thing, gathered
from storage.models import Journey, Snapshot, Touchpoint

WEEKLY = "week:"


def drawn(session: Session, *, workspace_id: str, journey_ids: Sequence[int]) -> set[int]:
    """Those of the journeys that have something on their map."""
    some = exists().where(
        col(Touchpoint.workspace_id) == col(Journey.workspace_id),
        col(Touchpoint.journey_id) == col(Journey.id),
    )
    found = session.exec(
        select(Journey.id).where(
            Journey.workspace_id == workspace_id, col(Journey.id).in_(journey_ids), some
        )
    )
    return {each for each in found if each is not None}


def taken_for(
    session: Session, *, workspace_id: str, journey_ids: Sequence[int], slot: str
) -> set[int]:
    """Those of the journeys whose snapshot of this slot exists."""
    return set(
        session.exec(
            select(Snapshot.journey_id).where(
                Snapshot.workspace_id == workspace_id,
                col(Snapshot.journey_id).in_(journey_ids),
                Snapshot.slot == slot,
            )
        )
    )


def taken(
    session: Session, *, workspace_id: str, journey_ids: Sequence[int], limit: int
) -> list[Moment]:
    """The last weekly ones, by S-number; the journey's name with each."""
    found = session.exec(
        select(Snapshot.taken_at, Snapshot.number, Journey.name)
        .join(Journey, col(Journey.id) == col(Snapshot.journey_id))
        .where(
            Snapshot.workspace_id == workspace_id,
            col(Snapshot.journey_id).in_(journey_ids),
            col(Snapshot.slot).startswith(WEEKLY),
        )
        .order_by(col(Snapshot.taken_at).desc())
        .limit(limit)
    )
    return gathered((at, Thing(number, name)) for at, number, name in found)
