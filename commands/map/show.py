"""Shows the journey's map: `/journey map` for the channel, `/journey map me` for oneself."""

from sqlmodel import Session

from commands import blocks
from commands.journey import which
from commands.map import picturing, typed
from commands.map.look import Look
from commands.reply import Reply, Say
from commands.request import Request
from storage.vocabulary import PlaceKind

SHOW = "map.show"


def show(request: Request, session: Session) -> Reply:
    """`/journey map`: posted where it was asked for; with `me`, sent to the person."""
    in_channel = request.place is not None and request.place.kind is not PlaceKind.DIRECT
    return _show(request, session, in_channel=in_channel, text=request.text)


def show_me(request: Request, session: Session) -> Reply:
    """The button "See the map": sent to the person alone."""
    return _show(request, session, in_channel=False)


def _show(request: Request, session: Session, *, in_channel: bool, text: str = "") -> Reply:
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    wanted = typed.read(session, journey=journey, text=text)
    in_channel = in_channel and not wanted.alone
    channel_id = request.place.id if request.place and in_channel else None
    said = (
        "The map is being drawn and will appear here in a moment."
        if channel_id
        else "The map is being drawn; you find it in your messages with Cairn in a moment."
    )
    drawn = picturing.picture(
        request, session, journey, channel_id=channel_id, look=wanted.look or Look()
    )
    return [Say(said, [blocks.context(said)]), drawn]
