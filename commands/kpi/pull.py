"""The clock's job: each connector that is due is asked once, and what comes is recorded."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from commands.errors import UserError
from commands.feature import DueRun, slot_of
from commands.kpi import connect_fields, pull_views, told
from commands.kpi.told import NotToldError, Told
from commands.reply import Fetch, Reply, Tell
from commands.request import CLOCK, Request
from storage.kpi import connectors, kpis, measures, readings
from storage.kpi.connectors import Source
from storage.kpi.measures import Method
from storage.models import Connector, Kpi

NAME = "kpi.pull"
EVERY = timedelta(seconds=30)
# A slow server holds up few others.
AT_ONCE = 8
PULLED = "kpi.pulled"
SOURCE = "pulled"


def due(session: Session, workspace_id: str, now: datetime) -> Sequence[DueRun]:
    """The connectors whose time has come."""
    return [
        DueRun(str(each.kpi_id), each.next_at, behalf_of=each.created_by)
        for each in connectors.due(session, workspace_id=workspace_id, now=now)
    ]


def ask(request: Request, session: Session) -> Reply:
    """What is to be asked; nothing when it was disconnected meanwhile."""
    known = _known(request, session)
    if known is None:
        return []
    source = connectors.source(known[0])
    return [
        Fetch(
            url=source.url,
            headers=source.headers,
            paths=paths(source),
            listener=PULLED,
            value=request.value,
        )
    ]


def heard(request: Request, session: Session) -> Reply:
    """Records what came, or notes why nothing did; its owner hears when it begins to rest."""
    known = _known(request, session)
    if known is None:
        return []
    kpi = kpis.lock(session, kpi=known[1])
    connector = connectors.of(session, kpi=kpi)
    if connector is None or not _still_wanted(connector, kpi, slot_of(request)):
        return []
    slot, now = slot_of(request), request.now
    host = connect_fields.host(connector.url)
    try:
        found = reading(request, measures.of(kpi), of_one=connector.of_one, now=now)
    except NotToldError as error:
        pause = timedelta(seconds=int(_text(request, "not_before_s") or 0))
        why = str(error)
        rests = connectors.failed(session, connector=connector, why=why, at=now, not_before=pause)
        blocks = pull_views.rests(kpi, host, why, connector.failures, connector.next_at)
        return [Tell(kpi.owner_id, *blocks)] if rests else []
    readings.record(
        session,
        kpi=kpi,
        period_start=found.period_start,
        measured=found.measured,
        actor_id=CLOCK.id,
        at=now,
        source=SOURCE,
    )
    again = connectors.came(session, connector=connector, slot=slot, at=now)
    return [Tell(kpi.owner_id, *pull_views.works_again(kpi, host))] if again else []


def done(request: Request, session: Session) -> str | None:
    """How the run went; None when it was disconnected meanwhile."""
    known = _known(request, session)
    if known is None:
        return None
    return f"failed: {known[0].last_error}" if known[0].last_error else "came in"


def paths(source: Source) -> dict[str, str]:
    """What stands where, by the name that `reading` knows it by."""
    named = {"value": source.value_path, "n": source.n_path, "date": source.date_path}
    return {name: path for name, path in named.items() if path}


def reading(request: Request, method: Method, *, of_one: bool, now: datetime) -> Told:
    """The reading in what came. Raises NotToldError, also for what the shell says went wrong."""
    if wrong := _text(request, "error"):
        raise NotToldError(wrong)
    found = json.loads(_text(request, "found") or "{}")
    return Told(
        told.value_and_n(method, found.get("value"), found.get("n"), of_one=of_one),
        told.period(method, found.get("date"), now=now),
    )


def _still_wanted(connector: Connector, kpi: Kpi, slot: datetime) -> bool:
    """Whether it is still the run that was claimed: whoever changes anything moves its slot."""
    return (
        connector.next_at == slot
        and connector.paused_at is None
        and kpi.retired_at is None
        and connector.series == kpi.series
    )


def _known(request: Request, session: Session) -> tuple[Connector, Kpi] | None:
    if not request.value.isdecimal():
        raise UserError("A pull is about a KPI.")
    return connectors.of_id(session, workspace_id=request.workspace_id, kpi_id=int(request.value))


def _text(request: Request, name: str) -> str:
    said = request.values.get(name)
    return said if isinstance(said, str) else ""
