"""The last pulse about a touchpoint, in a line for its card."""

from sqlmodel import Session

from commands.pulse import words
from commands.request import Request
from storage.identity import identity
from storage.models import Touchpoint
from storage.pulse import pulses


def line(request: Request, session: Session, touchpoint: Touchpoint) -> str:
    """'“Did the customer feel welcome?” 79 % Yes, n 14, Mar 2026'; empty where there is none."""
    last = pulses.latest_ended(session, viewer=request.viewer, touchpoint_id=identity(touchpoint))
    return words.line(last) if last else ""
