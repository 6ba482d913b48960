"""People's own digests go with them to another zone."""

from sqlalchemy import and_
from sqlmodel import Session, col, select

from storage.digest.changes import change
from storage.models import Member, Subscription
from storage.models.columns import JsonObject
from storage.schedule.cadence import Rhythm, slot_after_move
from storage.statements import table_of

_S = table_of(Subscription)


def follow_moves(session: Session, *, workspace_id: str) -> int:
    """People's own digests go with them to another zone; returns how many did."""
    moved = session.exec(
        select(Subscription, Member.zone)
        .join(
            Member,
            and_(
                col(Member.workspace_id) == col(Subscription.workspace_id),
                col(Member.id) == col(Subscription.target_id),
            ),
        )
        .where(
            Subscription.workspace_id == workspace_id,
            col(Subscription.stopped_at).is_(None),
            col(Member.zone).is_not(None),
            col(Member.zone) != col(Subscription.zone),
        )
    ).all()
    return sum(_follow(session, subscription, zone or "UTC") for subscription, zone in moved)


def _follow(session: Session, subscription: Subscription, zone: str) -> bool:
    there = Rhythm.stored(subscription.cadence, subscription.at_minute, zone)
    slot = slot_after_move(there, subscription.next_at, zone=subscription.zone)
    values: JsonObject = {"zone": zone, "next_at": slot}
    if subscription.snoozed_until is not None:
        values["snoozed_until"] = slot
    return change(session, subscription, values, _S.c.zone == subscription.zone)
