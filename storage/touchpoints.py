"""Touchpoints: one interaction in a stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage import history
from storage.folding import fold
from storage.identity import identity
from storage.models import Stage, Touchpoint
from storage.models.columns import JsonObject
from storage.numbers import next_number
from storage.statements import table_of


@dataclass(frozen=True, slots=True)
class TouchpointRow:
    """A touchpoint as lists and type-aheads show it."""

    id: int
    number: int
    name: str
    channel: str
    stage: str
    retired: bool


_T = table_of(Touchpoint)
_ROWS = (
    core_select(
        _T.c.id,
        col(Touchpoint.number),
        col(Touchpoint.name),
        col(Touchpoint.channel),
        col(Stage.name),
        col(Touchpoint.retired_at).is_not(None),
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


def rows(
    session: Session, *, workspace_id: str, journey_id: int, with_retired: bool = False
) -> list[TouchpointRow]:
    """The touchpoints of a journey in the map's order."""
    statement = _ROWS if with_retired else _ROWS_IN_USE
    found = session.connection().execute(
        statement, {"workspace_id": workspace_id, "journey_id": journey_id}
    )
    return [TouchpointRow(*row) for row in found]


def matching(candidates: Sequence[TouchpointRow], typed: str) -> list[TouchpointRow]:
    """Those that fit what was typed: by number, then beginnings, then words, then anywhere."""
    wanted = fold(typed)
    if not wanted:
        return list(candidates)
    ranked = [
        (rank, place, row)
        for place, row in enumerate(candidates)
        if (rank := _rank(row, wanted)) is not None
    ]
    return [row for _, _, row in sorted(ranked, key=lambda entry: entry[:2])]


def _rank(row: TouchpointRow, wanted: str) -> int | None:
    name = fold(row.name)
    if wanted in (f"t-{row.number}", str(row.number)):
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    if wanted in name:
        return 3
    return 4 if wanted in fold(row.stage) or wanted == row.channel else None


def get_or_none(session: Session, *, workspace_id: str, touchpoint_id: int) -> Touchpoint | None:
    """The touchpoint by its row, retired or not."""
    return session.exec(
        select(Touchpoint).where(
            Touchpoint.workspace_id == workspace_id, Touchpoint.id == touchpoint_id
        )
    ).first()


def numbered(session: Session, *, workspace_id: str, number: int) -> Touchpoint | None:
    """T-number, retired or not, of any journey of the workspace."""
    return session.exec(
        select(Touchpoint).where(
            Touchpoint.workspace_id == workspace_id, Touchpoint.number == number
        )
    ).first()


def named(session: Session, *, stage: Stage, name: str) -> Touchpoint | None:
    """The touchpoint of this name in the stage, in use, whatever its case and accents."""
    key = fold(name)
    found = session.exec(
        select(Touchpoint).where(
            Touchpoint.workspace_id == stage.workspace_id,
            Touchpoint.stage_id == stage.id,
            col(Touchpoint.retired_at).is_(None),
        )
    )
    return next((touchpoint for touchpoint in found if fold(touchpoint.name) == key), None)


def add(
    session: Session,
    *,
    stage: Stage,
    name: str,
    channel: str,
    actor_id: str,
    at: datetime,
    details: JsonObject | None = None,
) -> Touchpoint:
    """A new touchpoint at the end of a stage; `details` are further columns by name."""
    touchpoint = Touchpoint(
        workspace_id=stage.workspace_id,
        number=next_number(session, workspace_id=stage.workspace_id, kind="touchpoint"),
        journey_id=stage.journey_id,
        stage_id=identity(stage),
        position=_end_of(session, stage),
        name=name,
        channel=channel,
        created_by=actor_id,
        created_at=at,
    )
    touchpoint.sqlmodel_update(details or {})
    session.add(touchpoint)
    session.flush()
    after: JsonObject = {"name": name, "stage": stage.name, "channel": channel, **(details or {})}
    _record(session, touchpoint, actor_id=actor_id, at=at, what="added", after=after)
    return touchpoint


def edit(
    session: Session, *, touchpoint: Touchpoint, changes: JsonObject, actor_id: str, at: datetime
) -> bool:
    """Changes columns by name; False when nothing differs."""
    current = {name: getattr(touchpoint, name) for name in changes}
    before, after = history.differences(current, changes)
    if not after:
        return False
    touchpoint.sqlmodel_update(after)
    session.add(touchpoint)
    session.flush()
    _record(
        session, touchpoint, actor_id=actor_id, at=at, what="edited", before=before, after=after
    )
    return True


def move(
    session: Session,
    *,
    touchpoint: Touchpoint,
    stage: Stage,
    behind: Touchpoint | None,
    actor_id: str,
    at: datetime,
) -> bool:
    """Puts the touchpoint into a stage behind another one, or first; False when it is there."""
    source = session.get_one(Stage, touchpoint.stage_id)
    line = [other for other in _line(session, stage) if other.id != touchpoint.id]
    index = next((i for i, other in enumerate(line, 1) if behind and other.id == behind.id), 0)
    before = [other.id for other in _line(session, stage)]
    line.insert(index, touchpoint)
    if before == [other.id for other in line]:
        return False
    touchpoint.stage_id = identity(stage)
    for position, other in enumerate(line, start=1):
        other.position = position
        session.add(other)
    session.flush()
    _record(
        session,
        touchpoint,
        actor_id=actor_id,
        at=at,
        what="moved",
        before={"stage": source.name},
        after={"stage": stage.name, "behind": behind.name if behind else None},
    )
    return True


def retire(session: Session, *, touchpoint: Touchpoint, actor_id: str, at: datetime) -> bool:
    """Takes it out of the map, keeping it; False when it was retired already."""
    if touchpoint.retired_at is not None:
        return False
    touchpoint.retired_at = at
    session.add(touchpoint)
    session.flush()
    _record(session, touchpoint, actor_id=actor_id, at=at, what="retired")
    return True


def restore(session: Session, *, touchpoint: Touchpoint, actor_id: str, at: datetime) -> bool:
    """Brings it back; False when it was in use already."""
    if touchpoint.retired_at is None:
        return False
    touchpoint.retired_at = None
    session.add(touchpoint)
    session.flush()
    _record(session, touchpoint, actor_id=actor_id, at=at, what="restored")
    return True


def _line(session: Session, stage: Stage) -> list[Touchpoint]:
    return list(
        session.exec(
            select(Touchpoint)
            .where(
                Touchpoint.workspace_id == stage.workspace_id,
                Touchpoint.stage_id == stage.id,
                col(Touchpoint.retired_at).is_(None),
            )
            .order_by(col(Touchpoint.position), col(Touchpoint.id))
        )
    )


def _end_of(session: Session, stage: Stage) -> int:
    last = session.exec(
        select(func.max(Touchpoint.position)).where(
            Touchpoint.workspace_id == stage.workspace_id, Touchpoint.stage_id == stage.id
        )
    ).one()
    return (last or 0) + 1


def _record(
    session: Session,
    touchpoint: Touchpoint,
    *,
    actor_id: str,
    at: datetime,
    what: str,
    before: JsonObject | None = None,
    after: JsonObject | None = None,
) -> None:
    history.record(
        session,
        workspace_id=touchpoint.workspace_id,
        journey_id=touchpoint.journey_id,
        subject="touchpoint",
        subject_id=identity(touchpoint),
        actor_id=actor_id,
        at=at,
        what=what,
        before=before,
        after=after,
    )
