"""Whom a journey is about."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.folding import fold
from storage.history import entries as history
from storage.identity import identity
from storage.journey import locks
from storage.models import Journey, Persona
from storage.models.columns import JsonObject
from storage.statements import table_of

# What people may change.
COLUMNS = (
    "name",
    "portrait",
    "demographics",
    "goals",
    "motivations",
    "hindrances",
    "frustrations",
    "quote",
    "evidence",
)
# Menus hold a hundred; a journey about fifty kinds of people is about nobody.
MOST = 50

_OF = (
    core_select(Persona)
    .where(
        col(Persona.workspace_id) == bindparam("workspace_id"),
        col(Persona.journey_id) == bindparam("journey_id"),
        col(Persona.retired_at).is_(None),
    )
    .order_by(col(Persona.name))
)

_PERSONA = table_of(Persona)
_CHOICES = (
    core_select(_PERSONA.c.name, _PERSONA.c.id)
    .where(
        _PERSONA.c.workspace_id == bindparam("workspace_id"),
        _PERSONA.c.journey_id == bindparam("journey_id"),
        _PERSONA.c.retired_at.is_(None),
    )
    .order_by(_PERSONA.c.name)
)


def of(session: Session, *, workspace_id: str, journey_id: int) -> Sequence[Persona]:
    """The personas of a journey, by name."""
    found = session.execute(_OF, {"workspace_id": workspace_id, "journey_id": journey_id})
    return found.scalars().all()


def choices(session: Session, *, workspace_id: str, journey_id: int) -> list[tuple[str, int]]:
    """The same as (name, id), for menus."""
    found = session.connection().execute(
        _CHOICES, {"workspace_id": workspace_id, "journey_id": journey_id}
    )
    return [(name, persona_id) for name, persona_id in found]


def every(session: Session, *, workspace_id: str, journey_id: int) -> Sequence[Persona]:
    """The same with the retired ones."""
    return session.exec(
        select(Persona)
        .where(Persona.workspace_id == workspace_id, Persona.journey_id == journey_id)
        .order_by(col(Persona.name), col(Persona.id))
    ).all()


def get_or_none(session: Session, *, workspace_id: str, persona_id: int) -> Persona | None:
    """The persona, retired or not."""
    return session.exec(
        select(Persona).where(Persona.workspace_id == workspace_id, Persona.id == persona_id)
    ).first()


def named(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    name: str,
    besides: int | None = None,
) -> Persona | None:
    """The persona of this name, retired or not, whatever its case, accents and spaces."""
    key = fold(name)
    known = every(session, workspace_id=workspace_id, journey_id=journey_id)
    return next((one for one in known if fold(one.name) == key and one.id != besides), None)


def lock(session: Session, *, persona: Persona) -> Persona:
    """The persona as it is now; nobody else changes the journey's personas meanwhile.

    One lock for all of a journey: two people can't take one name. Sightings that name a
    persona go on being stored.
    """
    locks.hold(session, workspace_id=persona.workspace_id, journey_id=persona.journey_id)
    session.refresh(persona)
    return persona


def add(
    session: Session, *, journey: Journey, held: JsonObject, actor_id: str, at: datetime
) -> Persona | None:
    """A new one with these columns, or None when the journey has one of this name."""
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    locks.hold(session, workspace_id=workspace_id, journey_id=journey_id)
    if named(session, workspace_id=workspace_id, journey_id=journey_id, name=held["name"]):
        return None
    columns = {name: value for name, value in held.items() if name in COLUMNS}
    persona = Persona(workspace_id=workspace_id, journey_id=journey_id, **columns)
    session.add(persona)
    session.flush()
    told = {name: value for name, value in columns.items() if value}
    history.note(session, persona, actor_id=actor_id, at=at, what="added", after=told)
    return persona


def editable(persona: Persona) -> JsonObject:
    """What people may change, as it is."""
    return {name: getattr(persona, name) for name in COLUMNS}


def edit(
    session: Session, *, persona: Persona, changes: JsonObject, actor_id: str, at: datetime
) -> bool:
    """Changes columns of a locked one; False when nothing differs.

    The caller has made sure that a new name is free.
    """
    before, after = history.differences(editable(persona), changes)
    if not after:
        return False
    persona.sqlmodel_update(after)
    session.add(persona)
    session.flush()
    history.note(
        session, persona, actor_id=actor_id, at=at, what="edited", before=before, after=after
    )
    return True


def note_picture(
    session: Session, persona: Persona, actor_id: str, at: datetime, *, was: bool, has: bool
) -> None:
    """History keeps that there is another picture, and not the picture."""
    history.note(
        session, persona, actor_id=actor_id, at=at, what="edited",
        before={"picture": "a picture" if was else ""},
        after={"picture": ("another picture" if was else "a picture") if has else ""},
    )  # fmt: skip
