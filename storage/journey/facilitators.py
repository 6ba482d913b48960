"""Who runs votes and scorings of a journey besides its owner."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.identity import identity
from storage.models import Facilitator, Journey
from storage.statements import table_of

_FACILITATOR = table_of(Facilitator)


def of(session: Session, *, journey: Journey) -> Sequence[str]:
    """Their ids, in order."""
    return session.exec(
        select(Facilitator.person_id)
        .where(
            Facilitator.workspace_id == journey.workspace_id,
            Facilitator.journey_id == identity(journey),
        )
        .order_by(col(Facilitator.person_id))
    ).all()


def runs(session: Session, *, journey: Journey, person_id: str) -> bool:
    """Whether somebody owns the journey or is one of its facilitators."""
    return person_id == journey.owner_id or person_id in of(session, journey=journey)


def put(
    session: Session,
    *,
    journey: Journey,
    people: Collection[str],
    actor_id: str,
    at: datetime,
) -> bool:
    """These and nobody else; False when it was so already. The journey is locked meanwhile."""
    session.exec(select(Journey.id).where(Journey.id == journey.id).with_for_update()).one()
    before, after = list(of(session, journey=journey)), sorted(set(people))
    if before == after:
        return False
    where = {"workspace_id": journey.workspace_id, "journey_id": identity(journey)}
    connection = session.connection()
    connection.execute(
        delete(_FACILITATOR).where(
            _FACILITATOR.c.workspace_id == where["workspace_id"],
            _FACILITATOR.c.journey_id == where["journey_id"],
        )
    )
    if after:
        connection.execute(
            insert(_FACILITATOR), [{**where, "person_id": person_id} for person_id in after]
        )
    history.note(
        session,
        journey,
        actor_id=actor_id,
        at=at,
        what="facilitators",
        before={"facilitators": before},
        after={"facilitators": after},
    )
    return True
