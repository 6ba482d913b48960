"""Who gets the digest of which journey, how often, and when next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import case, or_
from sqlmodel import Session, col, select

from storage.digest.readers import is_person
from storage.identity import identity
from storage.journey import journeys
from storage.journey.visibility import Viewer
from storage.models import Subscription
from storage.schedule.cadence import Rhythm, latest_slot, next_slot
from storage.statements import table_of, upsert

_S = table_of(Subscription)


class Audience(StrEnum):
    """Whom a digest is written for."""

    LEADERS = "leaders"
    TEAM = "team"
    FRONTLINE = "frontline"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A digest as it was asked for; `private` tells that it is for a private channel."""

    target_id: str
    private: bool
    audience: Audience
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class Listed:
    """A subscription with its journey's name."""

    subscription: Subscription
    journey: str


_SUBSCRIBE = upsert(
    Subscription,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "journey_id", "target_id"],
        set_={
            **{
                name: insert.excluded[name]
                for name in ("private", "audience", "cadence", "at_minute", "zone", "next_at")
            },
            "snoozed_until": None,
            "stopped_at": None,
            # What was missed while it was stopped is not caught up with.
            "last_slot": case((_S.c.stopped_at.is_(None), _S.c.last_slot), else_=None),
        },
        # Nothing comes back when nothing changes: that is how a repetition is told apart.
        where=or_(
            _S.c.stopped_at.is_not(None),
            *[
                _S.c[name] != insert.excluded[name]
                for name in ("audience", "cadence", "at_minute", "zone")
            ],
        ),
    ).returning(_S.c.id),
)


def rhythm(subscription: Subscription) -> Rhythm:
    """How often it comes."""
    return Rhythm.stored(subscription.cadence, subscription.at_minute, subscription.zone)


def covers_since(subscription: Subscription) -> datetime:
    """Where the next digest begins: where the last one ended, or the slot before the next."""
    if subscription.last_slot is not None:
        return subscription.last_slot
    return latest_slot(rhythm(subscription), subscription.next_at - datetime.resolution)


def subscribe(
    session: Session, *, workspace_id: str, journey_id: int, wanted: Wanted, by: str, at: datetime
) -> bool:
    """A target's one digest of a journey, from now on as wanted; False when it was so already."""
    changed = _SUBSCRIBE.run(
        session,
        workspace_id=workspace_id,
        journey_id=journey_id,
        target_id=wanted.target_id,
        private=wanted.private,
        audience=wanted.audience.value,
        cadence=wanted.rhythm.cadence.value,
        at_minute=wanted.rhythm.minute,
        zone=wanted.rhythm.zone,
        next_at=next_slot(wanted.rhythm, at),
        created_by=by,
        created_at=at,
    )
    return changed.scalar_one_or_none() is not None


def get_or_none(
    session: Session, *, workspace_id: str, subscription_id: int
) -> Subscription | None:
    """A subscription, stopped ones too, as it is now."""
    return session.exec(
        select(Subscription)
        .where(Subscription.workspace_id == workspace_id, Subscription.id == subscription_id)
        .execution_options(populate_existing=True)
    ).first()


def of_target(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    target_id: str,
    stopped: bool = False,
) -> Subscription | None:
    """A target's digest of a journey, unless it was stopped; or, asked for, one that was."""
    stopped_at = col(Subscription.stopped_at)
    return session.exec(
        select(Subscription)
        .where(
            Subscription.workspace_id == workspace_id,
            Subscription.journey_id == journey_id,
            Subscription.target_id == target_id,
            stopped_at.is_not(None) if stopped else stopped_at.is_(None),
        )
        .execution_options(populate_existing=True)
    ).first()


def visible(session: Session, *, viewer: Viewer, stopped: bool = False) -> list[Listed]:
    """Digests that a viewer may know of, the next one first.

    Those of the journeys they may see: for this channel, for themselves, and for channels that
    are not private.
    """
    names = {identity(each): each.name for each in journeys.visible(session, viewer=viewer)}
    here = [viewer.person_id, *([viewer.channel_id] if viewer.channel_id else [])]
    found = session.exec(
        select(Subscription)
        .where(
            Subscription.workspace_id == viewer.workspace_id,
            col(Subscription.journey_id).in_(names),
            or_(col(Subscription.target_id).in_(here), col(Subscription.private).is_(False)),
            *([] if stopped else [col(Subscription.stopped_at).is_(None)]),
        )
        .order_by(col(Subscription.next_at), col(Subscription.id))
    )
    return [
        Listed(each, names[each.journey_id])
        for each in found
        if each.target_id in here or not is_person(each.target_id)
    ]


def due(session: Session, *, workspace_id: str, now: datetime) -> Sequence[Subscription]:
    """Those whose slot has come, the earliest first."""
    return session.exec(
        select(Subscription)
        .where(
            Subscription.workspace_id == workspace_id,
            col(Subscription.next_at) <= now,
            col(Subscription.stopped_at).is_(None),
        )
        .order_by(col(Subscription.next_at), col(Subscription.id))
    ).all()
