"""Where KPIs are pulled from: connected, pulled when due, resting after failures."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, delete
from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.identity import identity
from storage.models import Connector, Kpi
from storage.models.columns import JsonObject
from storage.statements import table_of

# So many failures in a row, and it rests; its owner is told once.
FAILURES = 5
FIRST_WAIT = timedelta(minutes=5)
LONG_WAIT = timedelta(hours=6)
LONGEST_WAIT = timedelta(days=1)
_SAME_KPI = and_(
    col(Kpi.workspace_id) == col(Connector.workspace_id), col(Kpi.id) == col(Connector.kpi_id)
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value stands, as it was typed; secrets as ${NAME}.

    `of_one` tells that a share comes as 0..1.
    """

    url: str
    headers: JsonObject
    value_path: str
    n_path: str = ""
    date_path: str = ""
    of_one: bool = False
    every_minutes: int = 24 * 60


def of(session: Session, *, kpi: Kpi) -> Connector | None:
    """The KPI's connector as it is now, paused ones too."""
    return session.exec(
        select(Connector)
        .where(Connector.workspace_id == kpi.workspace_id, Connector.kpi_id == kpi.id)
        .execution_options(populate_existing=True)
    ).first()


def of_id(session: Session, *, workspace_id: str, kpi_id: int) -> tuple[Connector, Kpi] | None:
    """A KPI's connector with the KPI, by the KPI's id."""
    found = session.exec(
        select(Connector, Kpi)
        .join(Kpi, _SAME_KPI)
        .where(Connector.workspace_id == workspace_id, Connector.kpi_id == kpi_id)
        .execution_options(populate_existing=True)
    ).first()
    return None if found is None else (found[0], found[1])


def source(connector: Connector) -> Source:
    """Where it pulls from."""
    return Source(**{name: getattr(connector, name) for name in Source.__slots__})


def connect(
    session: Session, *, kpi: Kpi, source: Source, actor_id: str, at: datetime
) -> Connector:
    """The locked KPI's one connector, from now on as given; it is pulled at once.

    What is noted in the history has neither the address's path nor headers.
    """
    known = of(session, kpi=kpi)
    held = {**asdict(source), "series": kpi.series, "next_at": at, "paused_at": None}
    held |= {"failures": 0, "last_error": "", "open_until": None, "created_by": actor_id}
    connector = known or Connector(
        workspace_id=kpi.workspace_id, kpi_id=identity(kpi), created_at=at, **held
    )
    connector.sqlmodel_update(held)
    session.add(connector)
    session.flush()
    what = "reconnected" if known else "connected"
    history.note(session, kpi, actor_id=actor_id, at=at, what=what)
    return connector


def remove(session: Session, *, kpi: Kpi, actor_id: str, at: datetime) -> bool:
    """Disconnects a locked one; what was pulled stays. False when there was none."""
    table = table_of(Connector)
    gone = session.connection().execute(
        delete(table).where(table.c.workspace_id == kpi.workspace_id, table.c.kpi_id == kpi.id)
    )
    if gone.rowcount:
        history.note(session, kpi, actor_id=actor_id, at=at, what="disconnected")
    return bool(gone.rowcount)


def pause(session: Session, *, kpi: Kpi, actor_id: str, at: datetime) -> bool:
    """Pulls nothing more until it is resumed; False when it was so, or there is none."""
    connector = of(session, kpi=kpi)
    if connector is None or connector.paused_at is not None:
        return False
    connector.paused_at = at
    session.add(connector)
    session.flush()
    history.note(session, kpi, actor_id=actor_id, at=at, what="pulls paused")
    return True


def resume(session: Session, *, kpi: Kpi, actor_id: str, at: datetime) -> bool:
    """Pulls again, at once, whatever made it rest; False when it wasn't resting."""
    connector = of(session, kpi=kpi)
    if connector is None or not (connector.paused_at or connector.open_until):
        return False
    connector.paused_at, connector.open_until, connector.failures = None, None, 0
    connector.next_at = at
    session.add(connector)
    session.flush()
    history.note(session, kpi, actor_id=actor_id, at=at, what="pulls resumed")
    return True


def due(session: Session, *, workspace_id: str, now: datetime) -> Sequence[Connector]:
    """Those to be pulled now; not of KPIs that were retired or are measured otherwise since."""
    return session.exec(
        select(Connector)
        .join(Kpi, _SAME_KPI)
        .where(
            Connector.workspace_id == workspace_id,
            Connector.next_at <= now,
            col(Connector.paused_at).is_(None),
            col(Kpi.retired_at).is_(None),
            Kpi.series == Connector.series,
        )
        .order_by(col(Connector.next_at), col(Connector.kpi_id))
    ).all()


def coming(session: Session, *, workspace_id: str) -> Sequence[tuple[Connector, Kpi]]:
    """All that are pulled by and by, with their KPIs; the next first."""
    found = session.exec(
        select(Connector, Kpi)
        .join(Kpi, _SAME_KPI)
        .where(
            Connector.workspace_id == workspace_id,
            col(Connector.paused_at).is_(None),
            col(Kpi.retired_at).is_(None),
            Kpi.series == Connector.series,
        )
        .order_by(col(Connector.next_at), col(Connector.kpi_id))
    ).all()
    return [(connector, kpi) for connector, kpi in found]


def came(session: Session, *, connector: Connector, slot: datetime, at: datetime) -> bool:
    """Notes that a slot's pull went well; True when it works again after it rested."""
    again = connector.open_until is not None
    connector.next_at = _after(slot, timedelta(minutes=connector.every_minutes), at)
    connector.failures, connector.last_error, connector.open_until = 0, "", None
    connector.last_at = at
    session.add(connector)
    session.flush()
    return again


def failed(
    session: Session,
    *,
    connector: Connector,
    why: str,
    at: datetime,
    not_before: timedelta = timedelta(),
) -> bool:
    """Notes why a pull failed, and when it is tried again: later each time.

    True when it failed so often now that it rests, and its owner is to be told.
    """
    every = timedelta(minutes=connector.every_minutes)
    connector.failures += 1
    connector.last_error = why[:500]
    rests = connector.failures >= FAILURES
    wait = min(every, FIRST_WAIT * 2 ** min(connector.failures - 1, 10))
    if rests:
        wait = max(every, LONGEST_WAIT if connector.open_until else LONG_WAIT)
    newly = rests and connector.open_until is None
    connector.next_at = at + max(wait, min(not_before, LONGEST_WAIT))
    connector.open_until = connector.next_at if rests else None
    session.add(connector)
    session.flush()
    return newly


def _after(slot: datetime, every: timedelta, at: datetime) -> datetime:
    """The first moment of the rhythm that is still to come: what was missed is not made up for."""
    return slot + (max(timedelta(), at - slot) // every + 1) * every
