"""The index of words over a journey's open pain points, kept in the database itself.

Every process sees the same index, inside the same transaction as the pain points, and
nothing has to be loaded first. Reading is bounded: of a list that is longer than SAMPLE only
its beginning is read. Lists are in the order of a hash of the pain point's id, the same for
all words, so beginnings of several lists overlap (Broder's bottom-k sketches).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete
from sqlmodel import Session

from storage.models import PainKey
from storage.statements import table_of, upsert

PLACES = 1 << 32
EVERYTHING = "*"

_K = table_of(PainKey)


@dataclass(frozen=True, slots=True)
class Where:
    """The journey in which something is looked for."""

    workspace_id: str
    journey_id: int


def at_touchpoint(touchpoint_id: int) -> str:
    """The key under which all pain points of a touchpoint stand."""
    return f"@{touchpoint_id}"


def place(pain_id: int) -> int:
    """Where a pain point stands in every list: Knuth's multiplicative hash (TAOCP 6.4)."""
    return pain_id * 2_654_435_761 % PLACES


_INSERT = upsert(PainKey, lambda insert: insert.on_conflict_do_nothing())
_THIS = (
    _K.c.workspace_id == bindparam("of_workspace"),
    _K.c.journey_id == bindparam("of_journey"),
    _K.c.key == bindparam("of_key"),
    _K.c.place == bindparam("of_place"),
    _K.c.pain_point_id == bindparam("of_pain"),
)
_DELETE = delete(_K).where(*_THIS)


def insert(
    session: Session, where: Where, *, pain_id: int, touchpoint_id: int, keys: Sequence[str]
) -> None:
    """Enters a pain point into the lists of these keys; harmless where it stands already."""
    if not keys:
        return
    statement = _INSERT.by_dialect[session.get_bind().dialect.name]
    at = place(pain_id)
    session.connection().execute(
        statement,
        [
            {
                "workspace_id": where.workspace_id,
                "journey_id": where.journey_id,
                "key": key,
                "place": at,
                "pain_point_id": pain_id,
                "touchpoint_id": touchpoint_id,
            }
            for key in keys
        ],
    )


def remove(session: Session, where: Where, *, pain_id: int, keys: Sequence[str]) -> None:
    """Takes a pain point out of the lists of these keys."""
    if keys:
        session.connection().execute(_DELETE, [_row(where, pain_id, key) for key in keys])


def _row(where: Where, pain_id: int, key: str) -> dict[str, Any]:
    return {
        "of_workspace": where.workspace_id,
        "of_journey": where.journey_id,
        "of_key": key,
        "of_place": place(pain_id),
        "of_pain": pain_id,
    }
