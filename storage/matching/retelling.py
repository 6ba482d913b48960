"""How pain points were told, in the words that are stored: for a matcher that begins later."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.models import PainPoint, Sighting
from storage.statements import table_of
from storage.vocabulary import Status

_P = table_of(PainPoint)
_S = table_of(Sighting)
_OWN = core_select(_P.c.id, _P.c.title, _P.c.description).where(
    _P.c.workspace_id == bindparam("of_workspace"), _P.c.id.in_(bindparam("ids", expanding=True))
)
_OF_DUPLICATES = (
    core_select(_P.c.duplicate_of_id, _P.c.title, _P.c.description)
    .where(
        _P.c.workspace_id == bindparam("of_workspace"),
        _P.c.status == Status.DUPLICATE.value,
        _P.c.duplicate_of_id.in_(bindparam("ids", expanding=True)),
    )
    .order_by(_P.c.id)
)
_OF_SIGHTINGS = (
    core_select(_S.c.pain_point_id, _S.c.words)
    .where(
        _S.c.workspace_id == bindparam("of_workspace"),
        _S.c.pain_point_id.in_(bindparam("ids", expanding=True)),
        _S.c.words != "",
    )
    .order_by(_S.c.id)
)


def told(session: Session, *, workspace_id: str, pain_ids: Sequence[int]) -> dict[int, list[str]]:
    """Every way of telling each of these: its own, its duplicates', its sightings', oldest first.

    Looks through the duplicates of the workspace: for many at once, seldom.
    """
    if not pain_ids:
        return {}
    connection, values = session.connection(), {"of_workspace": workspace_id, "ids": [*pain_ids]}
    # The description, where there is one, begins with what the title says.
    own = connection.execute(_OWN, values)
    found = {pain_id: [description or title] for pain_id, title, description in own}
    for pain_id, title, description in connection.execute(_OF_DUPLICATES, values):
        found[pain_id].append(description or title)
    for pain_id, words in connection.execute(_OF_SIGHTINGS, values):
        found[pain_id].append(words)
    return found
