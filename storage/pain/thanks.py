"""To whom it is owed that a pain point was solved: how many, and who agreed to be named."""

from dataclasses import dataclass

from sqlalchemy import case, func
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.models import PainPoint, Sighting
from storage.statements import table_of

_SIGHTING = table_of(Sighting)


@dataclass(frozen=True, slots=True)
class Thanks:
    """How many colleagues reported it, and those of them who agreed to be named."""

    colleagues: int
    by_name: tuple[str, ...]


def makers(session: Session, *, pain: PainPoint) -> tuple[str, ...]:
    """The colleagues who made a delight happen and agreed to be named, in no order of merit."""
    found = session.connection().execute(
        core_select(_SIGHTING.c.made_by)
        .distinct()
        .where(
            _SIGHTING.c.workspace_id == pain.workspace_id,
            _SIGHTING.c.pain_point_id == pain.id,
            _SIGHTING.c.made_by.is_not(None),
        )
        .order_by(_SIGHTING.c.made_by)
    )
    return tuple(found.scalars())


def owed(session: Session, *, pain: PainPoint) -> Thanks:
    """Everybody with a sighting, in no order that says who did more."""
    named = func.max(case((_SIGHTING.c.thanked_by_name, 1), else_=0))
    found = session.connection().execute(
        core_select(_SIGHTING.c.reporter_id, named)
        .where(_SIGHTING.c.workspace_id == pain.workspace_id, _SIGHTING.c.pain_point_id == pain.id)
        .group_by(_SIGHTING.c.reporter_id)
        .order_by(_SIGHTING.c.reporter_id)
    )
    people = found.all()
    return Thanks(len(people), tuple(person for person, agreed in people if agreed))
