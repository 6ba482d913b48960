"""The buttons under a digest: Snooze, Less often, Stop. Pressed twice they change nothing more."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from commands import blocks
from commands.digest import digest_words, list_views
from commands.errors import UserError
from commands.journey import which
from commands.reply import Post, Reply, Say
from commands.request import Request
from commands.wording import title
from storage.digest import changes, readers, subscriptions
from storage.identity import identity
from storage.journey import journeys
from storage.models import Subscription
from storage.schedule.cadence import Cadence
from storage.schedule.cron import LONGEST_GAP

_STALE = "This button no longer works. `/journey digest list` shows the digests there are."
_VALUE = re.compile(r"([0-9]{1,18})(?: ([a-z]{1,16}|[0-9]{1,12}))?")
# Twice the longest gap, and some days: further off no digest is put.
_FURTHEST = timedelta(days=80)
_FURTHEST_OF_CRON = 2 * LONGEST_GAP


def snooze(request: Request, session: Session) -> Reply:
    """Leaves out the next one; what happens meanwhile stands in the one after it."""
    held, rest = _asked(request, session)
    until = datetime.fromtimestamp(int(rest), UTC) if rest.isdecimal() else request.now
    by_words = held.cadence in list(Cadence)
    if until > request.now + (_FURTHEST if by_words else _FURTHEST_OF_CRON):
        raise UserError(_STALE)
    done = changes.put_off(session, subscription=held, until=until)
    return _answer(request, session, held, "Snoozed." if done else "", "snoozed {of}")


def less(request: Request, session: Session) -> Reply:
    """The next rarer cadence."""
    held, rest = _asked(request, session)
    if rest not in list(Cadence):
        raise UserError(_STALE)
    rarer = Cadence(rest)
    done = changes.make_rarer(session, subscription=held, cadence=rarer, at=request.now)
    lead = "Less often from now on." if done else ""
    return _answer(request, session, held, lead, "made {of} rarer")


def stop(request: Request, session: Session) -> Reply:
    """Ends it."""
    held, _ = _asked(request, session)
    done = changes.stop(session, subscription=held, at=request.now)
    return _answer(request, session, held, "Stopped." if done else "", "stopped {of}")


def stop_here(request: Request, session: Session) -> Reply:
    """`/journey digest stop`: this channel's of its journey, else one's own."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    places = [request.place.id] if request.place else []
    for target_id in [*places, request.person.id]:
        held = subscriptions.of_target(
            session,
            workspace_id=request.workspace_id,
            journey_id=identity(journey),
            target_id=target_id,
        )
        if held is not None:
            return stop(replace(request, value=str(identity(held))), session)
    raise UserError(
        f"Neither this channel nor you get a digest of {title(journey.name)}. "
        "`/journey digest list` shows the digests there are."
    )


def _asked(request: Request, session: Session) -> tuple[Subscription, str]:
    """The digest a button is about: one's own, or that of the channel it is pressed in."""
    match = _VALUE.fullmatch(request.value)
    held = (
        subscriptions.get_or_none(
            session, workspace_id=request.workspace_id, subscription_id=int(match[1])
        )
        if match
        else None
    )
    if match is None or held is None or not _theirs(request, session, held):
        raise UserError(_STALE)
    return held, match[2] or ""


def _theirs(request: Request, session: Session, held: Subscription) -> bool:
    if held.target_id == request.person.id:
        return True
    if request.place and held.target_id == request.place.id:
        return True
    # From a list elsewhere: a public channel's, of a journey one may see.
    seen = journeys.get_or_none(session, viewer=request.viewer, journey_id=held.journey_id)
    return not held.private and seen is not None


def _answer(request: Request, session: Session, held: Subscription, done: str, what: str) -> Reply:
    """What holds now; a channel is told who changed something of its digest."""
    now = subscriptions.get_or_none(
        session, workspace_id=request.workspace_id, subscription_id=identity(held)
    )
    if now is None:
        raise UserError(_STALE)
    name = readers.journey_name(session, subscription=now)
    if not done:
        lead = "It was stopped already." if now.stopped_at else "Nothing to change."
        return [Say(*list_views.stands(now, name, lead))]
    answer = Say(*list_views.stands(now, name, done))
    if readers.is_person(now.target_id):
        return [answer]
    return [answer, _news(request, now, name, what)]


def _news(request: Request, held: Subscription, journey: str, what: str) -> Post:
    did = what.format(of=f"this channel's digest of *{title(journey)}*")
    if held.stopped_at is not None:
        said = f"<@{request.person.id}> {did}. `/journey digest` starts it again."
    else:
        every = digest_words.every(subscriptions.rhythm(held))
        next_one = digest_words.when(held.next_at)
        said = f"<@{request.person.id}> {did}: it comes {every}, next {next_one}."
    return Post(held.target_id, said, [blocks.section(said)])
