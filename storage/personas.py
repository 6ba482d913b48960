"""Whom a journey is about."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.models import Persona

_OF = (
    core_select(Persona)
    .where(
        col(Persona.workspace_id) == bindparam("workspace_id"),
        col(Persona.journey_id) == bindparam("journey_id"),
        col(Persona.retired_at).is_(None),
    )
    .order_by(col(Persona.name))
)


def of(session: Session, *, workspace_id: str, journey_id: int) -> Sequence[Persona]:
    """The personas of a journey, by name."""
    found = session.execute(_OF, {"workspace_id": workspace_id, "journey_id": journey_id})
    return found.scalars().all()


def get_or_none(session: Session, *, workspace_id: str, persona_id: int) -> Persona | None:
    """The persona, retired or not."""
    return session.exec(
        select(Persona).where(Persona.workspace_id == workspace_id, Persona.id == persona_id)
    ).first()
