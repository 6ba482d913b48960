"""A click under the picture: the same message shows the map another way."""

from dataclasses import replace

from sqlmodel import Session

from charts.journey_map import LAYERS, PRESETS
from commands.errors import UserError
from commands.journey import picking
from commands.map import controls, picturing
from commands.map.look import Look, Shown, decoded
from commands.reply import Reply
from commands.request import Request
from storage.models import Journey
from storage.vocabulary import Channel, PlaceKind

_GONE = (
    "This map is from an older Cairn, or its journey is gone. Type `/journey map` for a new one."
)


def change(request: Request, session: Session) -> Reply:
    """One thing is changed; what else was chosen stays."""
    action, shown, journey = standing(request, session)
    return [
        picturing.picture(
            request,
            session,
            journey,
            channel_id=channel_of(request),
            look=_changed(shown.look, action, request.value),
            token=shown.token,
        )
    ]


def standing(request: Request, session: Session) -> tuple[str, Shown, Journey]:
    """What was clicked, and how the map's message stands; UserError when it is no more."""
    action, _, code = request.name.partition(":")
    shown = decoded(code)
    journey = picking.by_id(request, session, str(shown.journey_id)) if shown else None
    if shown is None or journey is None:
        raise UserError(_GONE)
    return action, shown, journey


def channel_of(request: Request) -> str | None:
    """Where a message stands that was clicked in; None in a conversation with Cairn."""
    place = request.place
    return place.id if place and place.kind is not PlaceKind.DIRECT else None


def _changed(look: Look, action: str, value: str) -> Look:
    """What is not known any more changes nothing."""
    chosen = "" if value == controls.ALL else value
    if action == controls.AUDIENCE and value in PRESETS:
        return replace(look, layers=PRESETS[value])
    if action == controls.LAYER and value in LAYERS:
        return look.toggled(value)
    if action == controls.PERSONA:
        return replace(look, persona_id=int(chosen) if chosen.isdecimal() else None)
    if action == controls.CHANNEL and (not chosen or chosen in list(Channel)):
        return replace(look, channel=chosen)
    if action == controls.DEPARTMENT:
        return replace(look, department=chosen)
    return look
