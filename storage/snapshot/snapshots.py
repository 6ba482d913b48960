"""Snapshots: the whole map frozen at a moment, once for each slot, found again by S-number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.models import Journey, Snapshot, Touchpoint
from storage.models.columns import JsonObject, to_milliseconds
from storage.numbers import next_number
from storage.snapshot.freezing import frozen
from storage.statements import table_of

# Where the data of the map's picture is kept, as charts take it.
PICTURE = "picture"
MOST_NAME = 80
BEFORE_RESTORE = "before restore"

_S = table_of(Snapshot)


@dataclass(frozen=True, slots=True)
class Listed:
    """A snapshot without its data, which is large."""

    number: int
    slot: str
    name: str
    taken_by: str | None
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: `number` is 1 for the first, and never past the last."""

    rows: Sequence[Listed]
    total: int
    number: int
    pages: int


def take(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    slot: str,
    by: str | None,
    at: datetime,
    name: str = "",
    picture: JsonObject | None = None,
) -> Snapshot | None:
    """Freezes the map; None when it was taken for this slot before, by whomever.

    `picture` is the data of the map's picture. The number comes after the journey's lock, so
    that none is lost where two take it at once.
    """
    journey = _lock(session, workspace_id, journey_id)
    if journey is None or _taken(session, workspace_id, journey_id, slot):
        return None
    data = frozen(session, journey=journey, at=at)
    snapshot = Snapshot(
        workspace_id=workspace_id,
        number=next_number(session, workspace_id=workspace_id, kind="snapshot"),
        journey_id=journey_id,
        slot=slot,
        name=name[:MOST_NAME],
        taken_by=by,
        taken_at=at,
        data=data if picture is None else {**data, PICTURE: picture},
    )
    session.add(snapshot)
    session.flush()
    return snapshot


def numbered(session: Session, *, workspace_id: str, number: int) -> Snapshot | None:
    """S-number of any journey of the workspace."""
    return session.exec(
        select(Snapshot).where(Snapshot.workspace_id == workspace_id, Snapshot.number == number)
    ).first()


def latest(session: Session, *, workspace_id: str, journey_id: int) -> Snapshot | None:
    """The journey's last one, but not those that a restore left."""
    return session.exec(
        select(Snapshot)
        .where(
            Snapshot.workspace_id == workspace_id,
            Snapshot.journey_id == journey_id,
            ~col(Snapshot.slot).startswith(BEFORE_RESTORE),
        )
        .order_by(col(Snapshot.taken_at).desc(), col(Snapshot.id).desc())
        .limit(1)
    ).first()


def nearest(
    session: Session, *, workspace_id: str, journey_id: int, moment: datetime
) -> Snapshot | None:
    """The one taken nearest to a moment, the earlier of two equally near."""
    of = (Snapshot.workspace_id == workspace_id, Snapshot.journey_id == journey_id)
    at, number = col(Snapshot.taken_at), col(Snapshot.number)
    before = select(at, number).where(*of, at <= moment).order_by(at.desc(), number.desc())
    after = select(at, number).where(*of, at > moment).order_by(at, number)
    sides = [session.exec(side.limit(1)).first() for side in (before, after)]
    found = min(
        (side for side in sides if side), key=lambda side: abs(side[0] - moment), default=None
    )
    return numbered(session, workspace_id=workspace_id, number=found[1]) if found else None


def page(
    session: Session, *, workspace_id: str, journey_id: int, number: int = 1, size: int = 10
) -> Page:
    """The journey's snapshots, latest first."""
    of = (_S.c.workspace_id == workspace_id, _S.c.journey_id == journey_id)
    total: int = (
        session.connection()
        .execute(core_select(func.count()).select_from(_S).where(*of))
        .scalar_one()
    )
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    found = session.connection().execute(
        core_select(_S.c.number, _S.c.slot, _S.c.name, _S.c.taken_by, _S.c.taken_at)
        .where(*of)
        .order_by(_S.c.taken_at.desc(), _S.c.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    )
    return Page([Listed(*row) for row in found], total, number, pages)


def lacking(session: Session, *, workspace_id: str, slot: str, limit: int) -> Sequence[Journey]:
    """Journeys with something on their map that have no snapshot for this slot."""
    taken = exists().where(
        _S.c.workspace_id == Journey.workspace_id,
        _S.c.journey_id == Journey.id,
        _S.c.slot == slot,
    )
    drawn = exists().where(
        col(Touchpoint.workspace_id) == Journey.workspace_id,
        col(Touchpoint.journey_id) == Journey.id,
    )
    return session.exec(
        select(Journey)
        .where(Journey.workspace_id == workspace_id, col(Journey.retired_at).is_(None))
        .where(drawn, ~taken)
        .order_by(col(Journey.id))
        .limit(limit)
    ).all()


def restore_slot(at: datetime) -> str:
    """The slot of what a restore can be taken back to."""
    return f"{BEFORE_RESTORE} {to_milliseconds(at)}"


def vote_slot(number: int) -> str:
    """The slot of the map as people voted on it."""
    return f"vote:{number}"


def _lock(session: Session, workspace_id: str, journey_id: int) -> Journey | None:
    """Nobody else takes one of this journey, or changes its stages, until this is over."""
    return session.exec(
        select(Journey)
        .where(Journey.workspace_id == workspace_id, Journey.id == journey_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).first()


def _taken(session: Session, workspace_id: str, journey_id: int, slot: str) -> bool:
    found = session.exec(
        select(Snapshot.id).where(
            Snapshot.workspace_id == workspace_id,
            Snapshot.journey_id == journey_id,
            Snapshot.slot == slot,
        )
    ).first()
    return found is not None
