"""Finds the pulse that a button is about, as far as the person may see it."""

from sqlmodel import Session

from commands.errors import UserError
from commands.request import Request
from storage.journey import journeys
from storage.models import Pulse, Touchpoint
from storage.pulse import pulses

GONE = "This pulse is not here for you to see. `/journey pulse list` shows those of this journey."
_LONGEST_ID = 18


def row(request: Request, session: Session, value: str) -> Pulse | None:
    """The pulse by the row that travelled in a button, whoever asks."""
    if not (value.isascii() and value.isdigit() and len(value) <= _LONGEST_ID):
        return None
    return pulses.get_or_none(session, workspace_id=request.workspace_id, pulse_id=int(value))


def seen(request: Request, session: Session, value: str) -> Pulse:
    """The same for who may see its journey and its result; UserError for others."""
    found = row(request, session, value)
    if found is None or not pulses.may_see(found, request.viewer):
        raise UserError(GONE)
    journey = journeys.get_or_none(session, viewer=request.viewer, journey_id=found.journey_id)
    if journey is None and found.started_by != request.person.id:
        raise UserError(GONE)
    return found


def touchpoint(session: Session, pulse: Pulse) -> Touchpoint:
    """What it asks about, retired or not."""
    return session.get_one(Touchpoint, pulse.touchpoint_id)
