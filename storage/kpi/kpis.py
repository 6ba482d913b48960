"""KPIs of a journey: added, found, edited, retired and restored, all in their history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.folding import fold
from storage.history import entries as history
from storage.identity import identity
from storage.journey import locks
from storage.kpi.measures import METHOD
from storage.models import Journey, Kpi, Reading
from storage.models.columns import JsonObject
from storage.numbers import next_number

# What people may change.
COLUMNS = ("name", *METHOD, "baseline", "target", "stage_id", "touchpoint_id", "owner_id")
MOST = 200
_LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Edited:
    """The columns that differed, and whether readings begin anew because the method did."""

    columns: tuple[str, ...]
    new_series: bool = False


def key(name: str) -> str:
    """What two names must not share within a journey."""
    return fold(name)[:_LONGEST_KEY]


def every(session: Session, *, workspace_id: str, journey_id: int) -> Sequence[Kpi]:
    """The journey's, the retired ones too, by name."""
    return session.exec(
        select(Kpi)
        .where(Kpi.workspace_id == workspace_id, Kpi.journey_id == journey_id)
        .order_by(col(Kpi.name_key), col(Kpi.id))
    ).all()


def in_use(session: Session, *, workspace_id: str, journey_id: int) -> int:
    """How many of the journey's are not retired."""
    return session.exec(
        select(func.count())
        .select_from(Kpi)
        .where(
            Kpi.workspace_id == workspace_id,
            Kpi.journey_id == journey_id,
            col(Kpi.retired_at).is_(None),
        )
    ).one()


def numbered(session: Session, *, workspace_id: str, number: int) -> Kpi | None:
    """K-number of any journey of the workspace."""
    return session.exec(
        select(Kpi).where(Kpi.workspace_id == workspace_id, Kpi.number == number)
    ).first()


def with_id(session: Session, *, workspace_id: str, kpi_id: int) -> Kpi | None:
    """By its row, for what points there."""
    return session.exec(
        select(Kpi).where(Kpi.workspace_id == workspace_id, Kpi.id == kpi_id)
    ).first()


def named(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    name: str,
    besides: int | None = None,
) -> Kpi | None:
    """The KPI of this name, retired or not, whatever its case, accents and spaces."""
    found = session.exec(
        select(Kpi).where(
            Kpi.workspace_id == workspace_id,
            Kpi.journey_id == journey_id,
            Kpi.name_key == key(name),
        )
    ).first()
    return None if found is None or found.id == besides else found


def lock(session: Session, *, kpi: Kpi) -> Kpi:
    """The KPI as it is now; nobody changes it or records for it until this transaction ends.

    The journey is locked with it, so that two can't take one name.
    """
    locks.hold(session, workspace_id=kpi.workspace_id, journey_id=kpi.journey_id)
    return session.exec(
        select(Kpi)
        .where(Kpi.workspace_id == kpi.workspace_id, Kpi.id == kpi.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def add(
    session: Session, *, journey: Journey, held: JsonObject, actor_id: str, at: datetime
) -> Kpi | None:
    """A new one with these columns, or None when the journey has one of this name."""
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    locks.hold(session, workspace_id=workspace_id, journey_id=journey_id)
    if named(session, workspace_id=workspace_id, journey_id=journey_id, name=held["name"]):
        return None
    kpi = Kpi(
        workspace_id=workspace_id,
        number=next_number(session, workspace_id=workspace_id, kind="kpi"),
        journey_id=journey_id,
        name_key=key(held["name"]),
        created_by=actor_id,
        created_at=at,
        **{name: held[name] for name in COLUMNS},
    )
    session.add(kpi)
    session.flush()
    told = {name: value for name, value in editable(kpi).items() if value not in (None, "")}
    history.note(session, kpi, actor_id=actor_id, at=at, what="added", after=told)
    return kpi


def editable(kpi: Kpi) -> JsonObject:
    """What people may change, as it is."""
    return {name: getattr(kpi, name) for name in COLUMNS}


def edit(session: Session, *, kpi: Kpi, changes: JsonObject, actor_id: str, at: datetime) -> Edited:
    """Changes columns of a locked one; the caller has made sure that a new name is free.

    Where its method changes and it has readings, a new series begins: the old readings stay as
    they are, and are never compared with what comes.
    """
    before, after = history.differences(editable(kpi), changes)
    if not after:
        return Edited(())
    begins = any(name in METHOD for name in after) and _has_readings(session, kpi)
    if begins:
        before, after = before | {"series": kpi.series}, after | {"series": kpi.series + 1}
    kpi.sqlmodel_update(after)
    kpi.name_key = key(kpi.name)
    session.add(kpi)
    session.flush()
    history.note(session, kpi, actor_id=actor_id, at=at, what="edited", before=before, after=after)
    return Edited(tuple(name for name in after if name != "series"), begins)


def _has_readings(session: Session, kpi: Kpi) -> bool:
    found = session.exec(
        select(Reading.id)
        .where(
            Reading.workspace_id == kpi.workspace_id,
            Reading.kpi_id == kpi.id,
            Reading.series == kpi.series,
        )
        .limit(1)
    ).first()
    return found is not None
