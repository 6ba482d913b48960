"""Whom a pain point is about: its sightings say so, each for itself."""

from dataclasses import dataclass

from sqlalchemy import select as core_select
from sqlalchemy import update
from sqlmodel import Session

from storage.models import PainPoint, Sighting
from storage.statements import table_of

_SIGHTING = table_of(Sighting)


@dataclass(frozen=True, slots=True)
class About:
    """The persona of all sightings that name one; `several` when they name different ones."""

    persona_id: int | None
    several: bool


def of(session: Session, *, pain: PainPoint) -> About:
    """Whom the sightings of a pain point are about."""
    found = session.connection().execute(
        core_select(_SIGHTING.c.persona_id)
        .where(
            _SIGHTING.c.workspace_id == pain.workspace_id,
            _SIGHTING.c.pain_point_id == pain.id,
            _SIGHTING.c.persona_id.is_not(None),
        )
        .distinct()
        .limit(2)
    )
    named = found.scalars().all()
    return About(named[0] if len(named) == 1 else None, several=len(named) > 1)


def change(session: Session, *, pain: PainPoint, old: int | None, new: int | None) -> None:
    """Sightings about one persona are about another; those that named none stay so.

    When none named any, all of them are about the new one.
    """
    session.connection().execute(
        update(_SIGHTING)
        .where(
            _SIGHTING.c.workspace_id == pain.workspace_id,
            _SIGHTING.c.pain_point_id == pain.id,
            _SIGHTING.c.persona_id.is_not_distinct_from(old),
        )
        .values(persona_id=new)
    )
