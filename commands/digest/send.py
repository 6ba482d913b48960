"""The clock's job: each digest that is due, once; after downtime once for all that was missed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from commands.digest import digest_views, digest_words, gather
from commands.digest.digest_views import Handle, Late
from commands.digest.gather import Wanted
from commands.errors import UserError
from commands.feature import DueRun, slot_of
from commands.reply import Reply
from commands.request import Request
from storage.digest import changes, moves, readers, subscriptions
from storage.digest.subscriptions import Audience
from storage.identity import identity
from storage.models import Subscription
from storage.schedule.cadence import next_slot
from storage.workspace import preferences

NAME = "digest"
EVERY = timedelta(seconds=20)
FOLLOW_EVERY = timedelta(minutes=1)
# A restart is no reason for an excuse.
LATE = timedelta(hours=1)


def due(session: Session, workspace_id: str, now: datetime) -> Sequence[DueRun]:
    """What is due; what is late for a person waits until they are awake."""
    return [
        DueRun(str(identity(each)), each.next_at, behalf_of=each.created_by)
        for each in subscriptions.due(session, workspace_id=workspace_id, now=now)
        if not (now - each.next_at > LATE and _asleep(session, each, now))
    ]


def build(request: Request, session: Session) -> Reply:
    """The digest; nothing when its target may not see the journey any more."""
    subscription = _of(request, session)
    journey = readers.journey_for(session, subscription=subscription)
    if journey is None:
        return []
    wanted = Wanted(
        journey=journey,
        audience=Audience(subscription.audience),
        viewer=readers.viewer_of(subscription),
        since=subscriptions.covers_since(subscription),
        until=request.now,
        zone=subscription.zone,
    )
    message = gather.message(
        session,
        wanted,
        target_id=subscription.target_id,
        to_person=readers.is_person(subscription.target_id),
        late=_late(subscription, slot_of(request), request.now),
        below=digest_views.steps(_handle(subscription, request.now)),
    )
    return [message]


def done(request: Request, session: Session) -> str | None:
    """Notes what was told; None when it was stopped, put off or moved meanwhile."""
    subscription, slot = _of(request, session), slot_of(request)
    if not changes.told(session, subscription=subscription, slot=slot, until=request.now):
        return None
    if readers.journey_for(session, subscription=subscription) is None:
        return "left out: the journey can't be seen there"
    late = request.now - slot
    return f"sent, {digest_words.span(late)} late" if late > LATE else "sent"


def follow(request: Request, session: Session) -> Reply:
    """Another job: people's own digests go with them to another zone."""
    moves.follow_moves(session, workspace_id=request.workspace_id)
    return []


def _of(request: Request, session: Session) -> Subscription:
    found = subscriptions.get_or_none(
        session, workspace_id=request.workspace_id, subscription_id=int(request.value)
    )
    if found is None:
        raise UserError("This digest is no longer there.")
    return found


def _asleep(session: Session, subscription: Subscription, now: datetime) -> bool:
    target = subscription.target_id
    if not readers.is_person(target):
        return False
    known = {"workspace_id": subscription.workspace_id, "person_id": target}
    return preferences.of(session, **known).quiet.cover(now)


def _late(subscription: Subscription, slot: datetime, now: datetime) -> Late | None:
    if now - slot <= LATE:
        return None
    rhythm, missed = subscriptions.rhythm(subscription), 1
    following = next_slot(rhythm, slot)
    while following <= now:
        missed, following = missed + 1, next_slot(rhythm, following)
    return Late(digest_words.moment(slot, subscription.zone), missed)


def _handle(subscription: Subscription, now: datetime) -> Handle:
    rhythm = subscriptions.rhythm(subscription)
    skip_until = next_slot(rhythm, next_slot(rhythm, now))
    return Handle(identity(subscription), rhythm.cadence, skip_until)
