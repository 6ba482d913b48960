"""One after the other: changes that would spoil each other within a journey."""

from sqlmodel import Session, select

from storage.models import Journey


def hold(session: Session, *, workspace_id: str, journey_id: int) -> None:
    """Nobody else holds the journey until this transaction ends.

    So that two people can't take one name, or move things past each other. What only refers to
    the journey, like a sighting, goes on being stored. SQLite has one writer at a time anyway;
    PostgreSQL may have several.
    """
    session.exec(
        select(Journey.id)
        .where(Journey.workspace_id == workspace_id, Journey.id == journey_id)
        .with_for_update(key_share=True)
    ).one()
