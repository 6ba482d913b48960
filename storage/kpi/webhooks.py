"""Addresses that readings are pushed to: made, found by their token, renewed and removed."""

import secrets
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, select

from storage.history import entries as history
from storage.identity import identity
from storage.models import Kpi, Webhook
from storage.statements import table_of, upsert

_BYTES = 32
_TABLE = table_of(Webhook)
# A new secret ends the old address, too: whoever knew both knows neither any more.
_MAKE = upsert(
    Webhook,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "kpi_id"],
        set_={
            **{
                name: insert.excluded[name]
                for name in ("token", "secret", "series", "created_by", "created_at")
            },
            "last_at": None,
        },
    ),
)


def of(session: Session, *, kpi: Kpi) -> Webhook | None:
    """The KPI's webhook as it is now."""
    return session.exec(
        select(Webhook)
        .where(Webhook.workspace_id == kpi.workspace_id, Webhook.kpi_id == kpi.id)
        .execution_options(populate_existing=True)
    ).first()


def with_token(session: Session, *, token: str) -> Webhook | None:
    """The one of this address, in whatever workspace: who calls names none."""
    return session.exec(select(Webhook).where(Webhook.token == token)).first()


def make(session: Session, *, kpi: Kpi, actor_id: str, at: datetime) -> Webhook:
    """The locked KPI's one webhook, with a new address and secret; those before end."""
    again = of(session, kpi=kpi) is not None
    _MAKE.run(
        session,
        workspace_id=kpi.workspace_id,
        kpi_id=identity(kpi),
        token=secrets.token_urlsafe(_BYTES),
        secret=secrets.token_urlsafe(_BYTES),
        series=kpi.series,
        created_by=actor_id,
        created_at=at,
        last_at=None,
    )
    what = "webhook renewed" if again else "webhook made"
    history.note(session, kpi, actor_id=actor_id, at=at, what=what)
    made = of(session, kpi=kpi)
    if made is None:
        raise LookupError("The webhook that was made is not there")
    return made


def remove(session: Session, *, kpi: Kpi, actor_id: str, at: datetime) -> bool:
    """Nothing can be pushed any more; False when there was none."""
    gone = session.connection().execute(delete(_TABLE).where(*_is(kpi)))
    if gone.rowcount:
        history.note(session, kpi, actor_id=actor_id, at=at, what="webhook removed")
    return bool(gone.rowcount)


def used(session: Session, *, kpi: Kpi, at: datetime) -> None:
    """Notes that a reading came."""
    session.connection().execute(update(_TABLE).where(*_is(kpi)).values(last_at=at))


def _is(kpi: Kpi) -> tuple[ColumnElement[bool], ...]:
    return _TABLE.c.workspace_id == kpi.workspace_id, _TABLE.c.kpi_id == kpi.id
