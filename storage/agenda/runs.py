"""Runs that have moments of their own, of every workspace: what is planned next."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlmodel import Session, col, select

from storage.kpi import connectors
from storage.models import Subscription
from storage.workspace import workspaces


@dataclass(frozen=True, slots=True, order=True)
class Planned:
    """A moment, the kind of job, and the row that it is about."""

    at: datetime
    workspace_id: str
    job: str
    about: int


def planned(session: Session, *, digest: str, pull: str, limit: int) -> list[Planned]:
    """The next digests and pulls, soonest first; these two jobs by their names."""
    digests = (
        Planned(each.next_at, each.workspace_id, digest, each.id or 0)
        for each in session.exec(
            select(Subscription)
            .where(col(Subscription.stopped_at).is_(None))
            .order_by(col(Subscription.next_at))
            .limit(limit)
        )
    )
    pulls = (
        Planned(connector.next_at, workspace_id, pull, connector.kpi_id)
        for workspace_id in workspaces.every_id(session)
        for connector, _ in connectors.coming(session, workspace_id=workspace_id)
    )
    return sorted(chain(digests, pulls))[:limit]
