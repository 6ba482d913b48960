"""`/journey digest preview [leaders|team|frontline]`: the next digest now, to oneself alone."""

from datetime import timedelta

from sqlmodel import Session

from commands import blocks
from commands.digest import digest_views, gather
from commands.digest.gather import Wanted
from commands.errors import UserError
from commands.journey import binding, which
from commands.reply import Block, Picture, Reply, Say
from commands.request import Request
from storage.digest import readers, subscriptions
from storage.digest.subscriptions import Audience
from storage.identity import identity
from storage.journey.visibility import Viewer, viewer_in
from storage.models import Journey, Subscription
from storage.workspace import preferences

_A_WEEK = timedelta(days=7)
_DRAWN = "The digest is being drawn; you find it in your messages with Cairn in a moment."


def button(audience: str, label: str = "Preview") -> Block:
    return blocks.button(label, digest_views.PREVIEW, value=audience)


def typed(request: Request, session: Session, words: str) -> Reply:
    """For the audience that was named, else that of the digest there is, else the team."""
    if words and words not in list(Audience):
        raise UserError(
            "Preview which one? `/journey digest preview leaders`, `team` or `frontline`."
        )
    return _show(request, session, Audience(words) if words else None)


def clicked(request: Request, session: Session) -> Reply:
    """The button Preview."""
    known = request.value in list(Audience)
    return _show(request, session, Audience(request.value) if known else None)


def _show(request: Request, session: Session, audience: Audience | None) -> Reply:
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    held = _held(request, session, journey)
    if audience is None:
        audience = Audience(held.audience) if held else Audience.TEAM
    wanted = Wanted(
        journey=journey,
        audience=audience,
        viewer=_reader(request),
        since=subscriptions.covers_since(held) if held else request.now - _A_WEEK,
        until=request.now,
        zone=held.zone if held else _zone(request, session),
    )
    message = gather.message(
        session,
        wanted,
        target_id=request.person.id,
        to_person=True,
        below=digest_views.preview_blocks(audience, subscribed=held is not None),
    )
    if isinstance(message, Picture):
        return [Say(_DRAWN, [blocks.context(_DRAWN)]), message]
    return [Say(message.text, message.blocks)]


def _reader(request: Request) -> Viewer:
    """What the channel would see, or oneself where it is not asked in one."""
    if binding.in_channel(request) and request.place:
        return viewer_in(request.workspace_id, request.place.id)
    return readers.viewer_alone(request.workspace_id, request.person.id)


def _held(request: Request, session: Session, journey: Journey) -> Subscription | None:
    target = request.person.id
    if binding.in_channel(request) and request.place:
        target = request.place.id
    return subscriptions.of_target(
        session,
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        target_id=target,
    )


def _zone(request: Request, session: Session) -> str:
    known = {"workspace_id": request.workspace_id, "person_id": request.person.id}
    return request.person.zone or preferences.of(session, **known).quiet.zone or "UTC"
