"""Where something was seen lately: in a conversation, and by a person."""

from typing import Any

from sqlalchemy import Table, bindparam
from sqlalchemy import select as core_select
from sqlalchemy.sql.expression import Select
from sqlmodel import Session

from storage.models import PainPoint, Sighting
from storage.statements import table_of

# So many sightings are looked at, however many there are.
LOOKED_AT = 40

_S: Table = table_of(Sighting)
_P: Table = table_of(PainPoint)


def _latest(of: str, order: str) -> Select[Any]:
    """The places of the last sightings of somebody or somewhere, read along one index."""
    last = (
        core_select(_S.c.workspace_id, _S.c.pain_point_id, _S.c.id)
        .where(_S.c.workspace_id == bindparam("workspace_id"), _S.c[of] == bindparam("whose"))
        .order_by(_S.c[order].desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    return (
        core_select(_P.c.touchpoint_id)
        .select_from(last)
        .join(_P, (_P.c.workspace_id == last.c.workspace_id) & (_P.c.id == last.c.pain_point_id))
        .where(_P.c.journey_id == bindparam("journey_id"))
        .order_by(last.c.id.desc())
    )


_IN_CHANNEL = _latest("place_id", "id")
_OF_PERSON = _latest("reporter_id", "pain_point_id")


def recent_places(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    person_id: str,
    channel_id: str | None,
) -> list[int]:
    """Touchpoint ids of a journey: the conversation's latest first, then the person's."""
    asked = {"workspace_id": workspace_id, "journey_id": journey_id}
    connection = session.connection()
    found: list[int] = []
    if channel_id:
        found += connection.execute(_IN_CHANNEL, {**asked, "whose": channel_id}).scalars().all()
    found += connection.execute(_OF_PERSON, {**asked, "whose": person_id}).scalars().all()
    return list(dict.fromkeys(found))
