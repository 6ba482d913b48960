"""Shows the journey's map: `/journey map` for the channel, `/journey map me` for oneself."""

import json

from sqlmodel import Session

from commands import blocks
from commands.journey import which
from commands.map import gather, views
from commands.reply import Picture, Reply, Say
from commands.request import Request
from storage.models import Journey
from storage.vocabulary import PlaceKind

SHOW = "map.show"
POST = "map.post"


def show(request: Request, session: Session) -> Reply:
    """`/journey map`: posted where it was asked for; with `me`, sent to the person."""
    alone = request.text.casefold() in ("me", "only me", "private")
    in_channel = request.place is not None and request.place.kind is not PlaceKind.DIRECT
    return _show(request, session, in_channel=in_channel and not alone)


def show_me(request: Request, session: Session) -> Reply:
    """The button "See the map": sent to the person alone."""
    return _show(request, session, in_channel=False)


def post_here(request: Request, session: Session) -> Reply:
    """The button "Post in the channel"."""
    return _show(request, session, in_channel=True)


def _show(request: Request, session: Session, *, in_channel: bool) -> Reply:
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    channel_id = request.place.id if request.place and in_channel else None
    said = (
        "The map is being drawn and will appear here in a moment."
        if channel_id
        else "The map is being drawn; you find it in your messages with Cairn in a moment."
    )
    return [
        Say(said, [blocks.context(said)]),
        picture(request, session, journey, channel_id=channel_id),
    ]


def picture(
    request: Request, session: Session, journey: Journey, *, channel_id: str | None
) -> Picture:
    """The map as it stands now, for a channel or for the person alone."""
    drawn = gather.journey_map(session, journey=journey, now=request.now)
    here = request.place.id if request.place else None
    voted = gather.votes(session, journey=journey, channel_id=here, now=request.now)
    summary = gather.summary(drawn, voted)
    return Picture(
        chart=gather.CHART,
        data=json.loads(drawn.to_json()),
        title=f"Map of {journey.name}",
        alt_text=gather.alt_text(drawn),
        text=views.summary_line(summary),
        channel_id=channel_id,
        only_for=None if channel_id else request.person.id,
        above=views.summary_blocks(summary),
        below=views.next_steps(),
    )
