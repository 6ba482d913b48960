"""What a model left behind that is used no more: it would be found wrong when it comes back.

Pain points are told anew, moved and erased meanwhile, and the vectors know nothing of it.
"""

from collections.abc import Sequence

from sqlalchemy import Integer, bindparam, delete
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.matching.index import Where
from storage.matching.shelf import Shelf, keys_of
from storage.models import PainKey, PainVector
from storage.statements import table_of

# Vectors that go in one step.
SOME = 2_000

_K = table_of(PainKey)
_V = table_of(PainVector)
_SHELVES = core_select(_V.c.workspace_id, _V.c.journey_id, _V.c.model).distinct()
_HERE = (
    _V.c.workspace_id == bindparam("of_workspace"),
    _V.c.journey_id == bindparam("of_journey"),
    _V.c.model == bindparam("of_model"),
)
_LAST_TO_GO = (
    core_select(_V.c.pain_point_id)
    .where(*_HERE)
    .order_by(_V.c.pain_point_id)
    .limit(1)
    .offset(bindparam("number", type_=Integer))
)
_FORGET = delete(_V).where(*_HERE)
_FORGET_KEYS = delete(_K).where(
    _K.c.workspace_id == bindparam("of_workspace"),
    _K.c.journey_id == bindparam("of_journey"),
    _K.c.key.in_(bindparam("keys", expanding=True)),
)


def shelves_of_others(session: Session, *, model: str | None) -> Sequence[Shelf]:
    """Where vectors of other models than this one stand; without one, of any."""
    found = session.connection().execute(_SHELVES).all()
    return [
        Shelf(Where(workspace_id, journey_id), other)
        for workspace_id, journey_id, other in found
        if other != model
    ]


def forget_keys(session: Session, shelf: Shelf, table: int) -> None:
    """Nothing is found by one table of the model any more; there are `shelf.TABLES`."""
    values = shelf.values()
    del values["of_model"]
    session.connection().execute(_FORGET_KEYS, values | {"keys": keys_of(shelf.model, table)})


def forget_some(session: Session, shelf: Shelf, *, number: int = SOME) -> bool:
    """Takes about so many of its vectors away; True when there are more.

    To be called when the keys are gone, for nothing else tells of them.
    """
    connection, values = session.connection(), shelf.values()
    found = connection.execute(_LAST_TO_GO, values | {"number": number})
    last_to_go = found.scalar_one_or_none()
    if last_to_go is None:
        connection.execute(_FORGET, values)
        return False
    # Of one pain point all.
    connection.execute(_FORGET.where(_V.c.pain_point_id <= last_to_go), values)
    return True
