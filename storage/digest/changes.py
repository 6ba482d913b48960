"""What becomes of a digest: told, put off, made rarer, stopped; the second to try does nothing."""

from datetime import datetime

from sqlalchemy import and_, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.digest.subscriptions import rhythm
from storage.identity import identity
from storage.models import Subscription
from storage.models.columns import JsonObject
from storage.schedule.cadence import Cadence, Rhythm, next_slot
from storage.statements import table_of

_S = table_of(Subscription)


def told(session: Session, *, subscription: Subscription, slot: datetime, until: datetime) -> bool:
    """Notes that everything up to a moment is told; however many slots it missed, once.

    False when it is not wanted at that slot any more: stopped, put off or moved meanwhile.
    """
    values: JsonObject = {
        "next_at": next_slot(rhythm(subscription), until),
        "last_slot": until,
        "snoozed_until": None,
    }
    return change(session, subscription, values, and_(_S.c.next_at == slot))


def put_off(session: Session, *, subscription: Subscription, until: datetime) -> bool:
    """Leaves out what would come before a moment; False when nothing would."""
    values: JsonObject = {"next_at": until, "snoozed_until": until}
    return change(session, subscription, values, _S.c.next_at < until)


def make_rarer(
    session: Session, *, subscription: Subscription, cadence: Cadence, at: datetime
) -> bool:
    """Gives it another cadence; False when it has it already."""
    rarer = Rhythm(cadence, subscription.at_minute, subscription.zone)
    values: JsonObject = {
        "cadence": cadence.value,
        "next_at": next_slot(rarer, at),
        "snoozed_until": None,
    }
    return change(session, subscription, values, _S.c.cadence != cadence.value)


def stop(session: Session, *, subscription: Subscription, at: datetime) -> bool:
    """Ends it; False when it had ended already."""
    return change(session, subscription, {"stopped_at": at}, _S.c.stopped_at.is_(None))


def change(
    session: Session, subscription: Subscription, values: JsonObject, still: ColumnElement[bool]
) -> bool:
    """Changes it if what was seen of it still holds; whoever comes second changes nothing."""
    changed = session.connection().execute(
        update(_S)
        .where(
            _S.c.workspace_id == subscription.workspace_id,
            _S.c.id == identity(subscription),
            _S.c.stopped_at.is_(None),
            still,
        )
        .values(**values)
    )
    return changed.rowcount == 1
