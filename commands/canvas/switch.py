"""`/journey canvas [on|off]`: whether this channel keeps the map in its canvas."""

from sqlmodel import Session

from commands.canvas import keeping, switch_views
from commands.errors import UserError
from commands.journey import binding, roles
from commands.reply import Replace, Reply, Say
from commands.request import Place, Request
from commands.text import clean_line, clip, escape
from storage.identity import identity
from storage.journey import bindings
from storage.map import canvases
from storage.models import Journey

_WORDS = {"on": True, "keep": True, "off": False, "stop": False}


def typed(request: Request, session: Session) -> Reply:
    """Without words how it stands."""
    place, journey = _here(request, session)
    word = clean_line(request.text).casefold()
    if not word:
        return [_state(request, session, place, journey)]
    if word not in _WORDS:
        shown = escape(clip(word, 60))
        raise UserError(f"“{shown}” is not understood. Try `/journey canvas on` or `off`.")
    return _switch(request, session, place, journey, on=_WORDS[word])


def clicked(request: Request, session: Session) -> Reply:
    """The button of the answer."""
    place, journey = _here(request, session)
    done = _switch(request, session, place, journey, on=request.value == "on")
    return [Replace(each.text, each.blocks) if isinstance(each, Say) else each for each in done]


def _switch(
    request: Request, session: Session, place: Place, journey: Journey, *, on: bool
) -> Reply:
    if not roles.runs(request, session, journey):
        raise UserError(
            "The journey's owner, its facilitators and administrators switch its canvas. "
            f"Ask <@{journey.owner_id}>."
        )
    known = canvases.of(session, workspace_id=request.workspace_id, channel_id=place.id)
    where = {"workspace_id": request.workspace_id, "channel_id": place.id}
    if not on:
        canvases.stop(session, **where)
        return [_state(request, session, place, journey)]
    if known and known.kept and known.journey_id == journey.id and not known.refused:
        return [_state(request, session, place, journey)]
    canvases.keep(session, **where, journey_id=identity(journey), by=request.person.id)
    canvas = canvases.of(session, **where)
    writing = keeping.write(request, session, canvas) if canvas else []
    return [_state(request, session, place, journey), *writing]


def _here(request: Request, session: Session) -> tuple[Place, Journey]:
    """The channel and the journey that it works on."""
    place = request.place
    if place is None or not binding.in_channel(request):
        raise UserError("A canvas belongs to a channel. Type `/journey canvas` in one.")
    journey = bindings.bound_to(session, viewer=request.viewer)
    if journey is None:
        raise UserError(
            "This channel works on no journey yet. `/journey use` chooses one, then "
            "`/journey canvas on` keeps its map here."
        )
    return place, journey


def _state(request: Request, session: Session, place: Place, journey: Journey) -> Say:
    canvas = canvases.of(session, workspace_id=request.workspace_id, channel_id=place.id)
    ours = canvas if canvas and canvas.journey_id == journey.id else None
    may_switch = roles.runs(request, session, journey)
    return Say(
        *switch_views.state_message(
            ours, journey.name, may_switch=may_switch, owner=journey.owner_id
        )
    )
