"""A persona's portrait as a picture: one at most, the latest."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.identity import identity
from storage.models import Persona, PersonaPicture
from storage.persona import personas

MOST_BYTES = 64 * 1024
"""Of the small picture that is kept."""


def of(session: Session, *, persona: Persona) -> bytes | None:
    """The picture; None where there is none."""
    return session.exec(
        select(PersonaPicture.image).where(
            PersonaPicture.workspace_id == persona.workspace_id,
            PersonaPicture.persona_id == identity(persona),
        )
    ).first()


def put(session: Session, *, persona: Persona, image: bytes, actor_id: str, at: datetime) -> bool:
    """Gives a locked one this picture in place of any other; False where it had the same.

    Raises ValueError for more than MOST_BYTES: it is the caller's to make it small.
    """
    if len(image) > MOST_BYTES:
        raise ValueError(f"{len(image)} bytes are too many for a portrait")
    held = of(session, persona=persona)
    if held == image:
        return False
    _take_off(session, persona)
    session.add(
        PersonaPicture(workspace_id=persona.workspace_id, persona_id=identity(persona), image=image)
    )
    session.flush()
    personas.note_picture(session, persona, actor_id, at, was=held is not None, has=True)
    return True


def take_off(session: Session, *, persona: Persona, actor_id: str, at: datetime) -> bool:
    """Takes a locked one's picture away; False where there was none."""
    if of(session, persona=persona) is None:
        return False
    _take_off(session, persona)
    personas.note_picture(session, persona, actor_id, at, was=True, has=False)
    return True


def _take_off(session: Session, persona: Persona) -> None:
    session.exec(
        delete(PersonaPicture).where(
            col(PersonaPicture.workspace_id) == persona.workspace_id,
            col(PersonaPicture.persona_id) == identity(persona),
        )
    )
