"""Who gets the digest of which journey, how often, and when next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, case, or_, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from storage.identity import identity
from storage.journey import journeys
from storage.journey.visibility import Viewer
from storage.models import Journey, Member, Subscription
from storage.models.columns import JsonObject
from storage.schedule.cadence import Cadence, Rhythm, latest_slot, next_slot, slot_after_move
from storage.statements import table_of, upsert

_S, _MEMBER = table_of(Subscription), table_of(Member)


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


def is_person(target_id: str) -> bool:
    """Whether a digest goes to a person; else to a channel."""
    return target_id.startswith(("U", "W"))


def rhythm(subscription: Subscription) -> Rhythm:
    """How often it comes."""
    return Rhythm(Cadence(subscription.cadence), subscription.at_minute, subscription.zone)


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
    session: Session, *, workspace_id: str, journey_id: int, target_id: str
) -> Subscription | None:
    """A target's digest of a journey, unless it was stopped."""
    return session.exec(
        select(Subscription)
        .where(
            Subscription.workspace_id == workspace_id,
            Subscription.journey_id == journey_id,
            Subscription.target_id == target_id,
            col(Subscription.stopped_at).is_(None),
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


def told(session: Session, *, subscription: Subscription, slot: datetime, until: datetime) -> bool:
    """Notes that everything up to a moment is told; however many slots it missed, once.

    False when it is not wanted at that slot any more: stopped, put off or moved meanwhile.
    """
    values: JsonObject = {
        "next_at": next_slot(rhythm(subscription), until),
        "last_slot": until,
        "snoozed_until": None,
    }
    return _change(session, subscription, values, and_(_S.c.next_at == slot))


def put_off(session: Session, *, subscription: Subscription, until: datetime) -> bool:
    """Leaves out what would come before a moment; False when nothing would."""
    values: JsonObject = {"next_at": until, "snoozed_until": until}
    return _change(session, subscription, values, _S.c.next_at < until)


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
    return _change(session, subscription, values, _S.c.cadence != cadence.value)


def stop(session: Session, *, subscription: Subscription, at: datetime) -> bool:
    """Ends it; False when it had ended already."""
    return _change(session, subscription, {"stopped_at": at}, _S.c.stopped_at.is_(None))


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
    there = Rhythm(Cadence(subscription.cadence), subscription.at_minute, zone)
    slot = slot_after_move(there, subscription.next_at, zone=subscription.zone)
    values: JsonObject = {"zone": zone, "next_at": slot}
    if subscription.snoozed_until is not None:
        values["snoozed_until"] = slot
    return _change(session, subscription, values, _S.c.zone == subscription.zone)


def _change(
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


def journey_for(session: Session, *, subscription: Subscription) -> Journey | None:
    """Its journey as its target may see it; None when it may not, or not any more."""
    return journeys.get_or_none(
        session, viewer=viewer_of(subscription), journey_id=subscription.journey_id
    )


def journey_name(session: Session, *, subscription: Subscription) -> str:
    """What its journey is called, for those who get it."""
    return session.get_one(Journey, subscription.journey_id).name


def viewer_of(subscription: Subscription) -> Viewer:
    """Whoever reads a digest: a person by themselves, or a channel, whoever is in it."""
    target = subscription.target_id
    if is_person(target):
        return viewer_alone(subscription.workspace_id, target)
    return viewer_in(subscription.workspace_id, target)


def viewer_alone(workspace_id: str, person_id: str) -> Viewer:
    """What a person may see wherever they are, and not only in a channel."""
    return Viewer(workspace_id, person_id)


def viewer_in(workspace_id: str, channel_id: str) -> Viewer:
    """What everybody in a channel may see there, and nobody in particular."""
    return Viewer(workspace_id, "", channel_id)
