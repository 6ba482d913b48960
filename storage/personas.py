"""Whom a journey is about."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from storage.models import Persona


def of(session: Session, *, workspace_id: str, journey_id: int) -> Sequence[Persona]:
    """The personas of a journey, by name."""
    return session.exec(
        select(Persona)
        .where(
            Persona.workspace_id == workspace_id,
            Persona.journey_id == journey_id,
            col(Persona.retired_at).is_(None),
        )
        .order_by(Persona.name)
    ).all()


def get_or_none(session: Session, *, workspace_id: str, persona_id: int) -> Persona | None:
    """The persona, retired or not."""
    return session.exec(
        select(Persona).where(Persona.workspace_id == workspace_id, Persona.id == persona_id)
    ).first()
