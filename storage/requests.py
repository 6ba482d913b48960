"""Which requests were carried out, so that a repeated delivery changes nothing."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from storage.models import HandledRequest
from storage.statements import table_of, upsert

_CLAIM = upsert(
    HandledRequest,
    # Not rowcount: psycopg doesn't know it for an insert.
    lambda insert: insert.on_conflict_do_nothing().returning(HandledRequest.key),
)


def claim(session: Session, *, workspace_id: str, key: str, at: datetime) -> bool:
    """True for the first to come with this key, in this transaction or any other."""
    claimed = _CLAIM.run(session, workspace_id=workspace_id, key=key, at=at)
    return claimed.scalar_one_or_none() is not None


def release(session: Session, *, workspace_id: str, key: str) -> None:
    """Nothing was done after all: the same request may come again and is carried out then."""
    table = table_of(HandledRequest)
    session.connection().execute(
        delete(table).where(table.c.workspace_id == workspace_id, table.c.key == key)
    )


def forget_before(session: Session, *, moment: datetime) -> int:
    """Drops claims older than any repetition Slack would make; returns how many."""
    statement = delete(HandledRequest).where(col(HandledRequest.at) < moment)
    return session.connection().execute(statement).rowcount
