"""Sentence vectors of pain points as rows: one for each way in which a pain point was told."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.matching.index import Where
from storage.matching.safetensors import Floats
from storage.matching.sentences import packed, unpacked
from storage.matching.shelf import Shelf
from storage.models import PainVector
from storage.statements import table_of, upsert

_V = table_of(PainVector)


_HERE = (
    _V.c.workspace_id == bindparam("of_workspace"),
    _V.c.journey_id == bindparam("of_journey"),
    _V.c.model == bindparam("of_model"),
)
_SAVE = upsert(
    PainVector,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "journey_id", "model", "pain_point_id", "told"],
        set_={"vector": insert.excluded.vector},
    ),
)
_OF = (
    core_select(_V.c.pain_point_id, _V.c.vector)
    .where(*_HERE, _V.c.pain_point_id.in_(bindparam("ids", expanding=True)))
    .order_by(_V.c.pain_point_id, _V.c.told)
)
# Those of every model: what another model left behind goes, too.
_ERASE = delete(_V).where(
    _V.c.workspace_id == bindparam("of_workspace"),
    _V.c.journey_id == bindparam("of_journey"),
    _V.c.pain_point_id == bindparam("of_pain"),
)


def of(session: Session, shelf: Shelf, pain_ids: Sequence[int]) -> dict[int, Floats]:
    """The vectors of these pain points as rows of a matrix each, in the order they were told."""
    if not pain_ids:
        return {}
    stored: dict[int, list[bytes]] = {}
    found = session.connection().execute(_OF, shelf.values() | {"ids": list(pain_ids)})
    for pain_id, vector in found:
        stored.setdefault(pain_id, []).append(vector)
    return {pain_id: unpacked(rows) for pain_id, rows in stored.items()}


def replace(session: Session, shelf: Shelf, pain_id: int, vectors: Sequence[Floats]) -> None:
    """Exactly these vectors from now on."""
    erase(session, shelf.where, pain_id)
    for told, vector in enumerate(vectors):
        _SAVE.run(
            session,
            workspace_id=shelf.where.workspace_id,
            journey_id=shelf.where.journey_id,
            model=shelf.model,
            pain_point_id=pain_id,
            told=told,
            vector=packed(vector),
        )


def erase(session: Session, where: Where, pain_id: int) -> None:
    """Takes all vectors of a pain point away."""
    session.connection().execute(
        _ERASE,
        {
            "of_workspace": where.workspace_id,
            "of_journey": where.journey_id,
            "of_pain": pain_id,
        },
    )
