"""Touchpoints as lists and type-aheads read them: plain rows, and finding among them."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage.folding import fold
from storage.models import Stage, Touchpoint
from storage.statements import table_of


class TouchpointRow(NamedTuple):
    """A touchpoint as lists and type-aheads show it."""

    id: int
    number: int
    name: str
    channel: str
    stage: str
    retired: bool
    stage_id: int
    stage_retired: bool


class PlaceRow(NamedTuple):
    """A touchpoint as something happens at it; what may be kept of it is asked for elsewhere."""

    id: int
    workspace_id: str
    number: int
    journey_id: int
    stage_id: int
    name: str
    retired: bool


_T = table_of(Touchpoint)
_PLACE = core_select(
    _T.c.id,
    _T.c.workspace_id,
    _T.c.number,
    _T.c.journey_id,
    _T.c.stage_id,
    _T.c.name,
    _T.c.retired_at.is_not(None),
).where(_T.c.workspace_id == bindparam("workspace_id"), _T.c.id == bindparam("touchpoint_id"))
_ROWS = (
    core_select(
        _T.c.id,
        col(Touchpoint.number),
        col(Touchpoint.name),
        col(Touchpoint.channel),
        col(Stage.name),
        col(Touchpoint.retired_at).is_not(None),
        _T.c.stage_id,
        col(Stage.retired_at).is_not(None),
    )
    .join(Stage, col(Touchpoint.stage_id) == col(Stage.id))
    .where(
        col(Touchpoint.workspace_id) == bindparam("workspace_id"),
        col(Touchpoint.journey_id) == bindparam("journey_id"),
        col(Stage.workspace_id) == bindparam("workspace_id"),
    )
    .order_by(col(Stage.position), col(Stage.id), col(Touchpoint.position), col(Touchpoint.id))
)
_ROWS_IN_USE = _ROWS.where(col(Touchpoint.retired_at).is_(None))


def place_or_none(session: Session, *, workspace_id: str, touchpoint_id: int) -> PlaceRow | None:
    """The touchpoint by its row, retired or not."""
    found = session.connection().execute(
        _PLACE, {"workspace_id": workspace_id, "touchpoint_id": touchpoint_id}
    )
    row = found.first()
    return PlaceRow._make(row) if row else None


def rows(
    session: Session, *, workspace_id: str, journey_id: int, with_retired: bool = False
) -> list[TouchpointRow]:
    """The touchpoints of a journey in the map's order."""
    statement = _ROWS if with_retired else _ROWS_IN_USE
    found = session.connection().execute(
        statement, {"workspace_id": workspace_id, "journey_id": journey_id}
    )
    return [TouchpointRow._make(row) for row in found]


def matching(candidates: Sequence[TouchpointRow], typed: str) -> list[TouchpointRow]:
    """Those that fit what was typed: by number, then beginnings, then words, then anywhere."""
    wanted = fold(typed)
    if not wanted:
        return list(candidates)
    words = [word for word in wanted.split() if any(map(str.isalnum, word))]
    ranked = [
        (rank, place, row)
        for place, row in enumerate(candidates)
        if (rank := _rank(row, wanted, words)) is not None
    ]
    return [row for _, _, row in sorted(ranked, key=lambda entry: entry[:2])]


def _rank(row: TouchpointRow, wanted: str, words: Sequence[str]) -> int | None:
    name = fold(row.name)
    if wanted in (f"t-{row.number}", str(row.number)):
        return 0
    if wanted in name:
        return 1 if name.startswith(wanted) else 2 if f" {wanted}" in name else 3
    # "till purchase", "page website", or a whole choice pasted back: every word is in there.
    about = f"{name} {fold(row.stage)} {row.channel}"
    return 4 if words and all(word in about for word in words) else None
