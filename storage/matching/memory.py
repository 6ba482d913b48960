"""The words of a pain point as a row: written, read, and taken away."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.matching.features import Word, loaded
from storage.models import PainPoint, PainWords
from storage.statements import table_of
from storage.vocabulary import OPEN_STATUSES, Kind

_W = table_of(PainWords)
_P = table_of(PainPoint)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The row of one pain point."""

    pain_id: int
    journey_id: int
    touchpoint_id: int
    words: str
    index_keys: str


@dataclass(frozen=True, slots=True)
class Told:
    """An open pain point as it is compared: one tuple of words for each way it was told."""

    pain_id: int
    touchpoint_id: int
    ways: tuple[tuple[Word, ...], ...]


_INSERT = insert(_W).inline()
_THIS = (
    _W.c.workspace_id == bindparam("of_workspace"),
    _W.c.pain_point_id == bindparam("of_pain"),
)
_GET = core_select(
    _W.c.pain_point_id, _W.c.journey_id, _W.c.touchpoint_id, _W.c.words, _W.c.index_keys
).where(*_THIS)
_DELETE = delete(_W).where(*_THIS)
_CHANGE = (
    update(_W)
    .where(*_THIS)
    .values(
        touchpoint_id=bindparam("to_touchpoint"),
        words=bindparam("to_words"),
        index_keys=bindparam("to_keys"),
    )
)
# Whatever the index says, only what is open now is offered.
_OPEN = (
    core_select(_W.c.pain_point_id, _W.c.touchpoint_id, _W.c.words)
    .join(_P, (_P.c.workspace_id == _W.c.workspace_id) & (_P.c.id == _W.c.pain_point_id))
    .where(
        _W.c.workspace_id == bindparam("workspace_id"),
        _W.c.journey_id == bindparam("journey_id"),
        _W.c.pain_point_id.in_(bindparam("ids", expanding=True)),
        _P.c.kind == Kind.PAIN.value,
        _P.c.status.in_([status.value for status in OPEN_STATUSES]),
    )
)


def write(session: Session, *, workspace_id: str, row: Remembered) -> None:
    """A new row."""
    session.connection().execute(
        _INSERT,
        {
            "workspace_id": workspace_id,
            "pain_point_id": row.pain_id,
            "journey_id": row.journey_id,
            "touchpoint_id": row.touchpoint_id,
            "words": row.words,
            "index_keys": row.index_keys,
        },
    )


def get_or_none(session: Session, *, workspace_id: str, pain_id: int) -> Remembered | None:
    """The row of a pain point that can be found."""
    found = session.connection().execute(_GET, _this(workspace_id, pain_id)).first()
    return Remembered(*found) if found else None


def change(session: Session, *, workspace_id: str, row: Remembered) -> None:
    """The same pain point with other words, keys or touchpoint."""
    values = {
        "to_touchpoint": row.touchpoint_id,
        "to_words": row.words,
        "to_keys": row.index_keys,
    }
    session.connection().execute(_CHANGE, _this(workspace_id, row.pain_id) | values)


def remove(session: Session, *, workspace_id: str, pain_id: int) -> None:
    """Takes the row away."""
    session.connection().execute(_DELETE, _this(workspace_id, pain_id))


def open_ones(
    session: Session, *, workspace_id: str, journey_id: int, pain_ids: Sequence[int]
) -> list[Told]:
    """Those of these pain points that are open now."""
    if not pain_ids:
        return []
    found = session.connection().execute(
        _OPEN, {"workspace_id": workspace_id, "journey_id": journey_id, "ids": pain_ids}
    )
    return [
        Told(pain_id, touchpoint_id, tuple(loaded(line) for line in words.split("\n")))
        for pain_id, touchpoint_id, words in found
    ]


def _this(workspace_id: str, pain_id: int) -> dict[str, str | int]:
    return {"of_workspace": workspace_id, "of_pain": pain_id}
