"""Lists a journey's pulses: `/journey pulse list`."""

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import which
from commands.pulse import find, list_views
from commands.reply import Block, Replace, Reply, Say
from commands.request import Request
from storage.identity import identity
from storage.models import Journey
from storage.pulse import pulses, results

PAGE = 8
_LONGEST_PAGE = 5


def first(request: Request, session: Session) -> Reply:
    """Its first page."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    return [Say(*_page(request, session, journey, 1))]


def turn(request: Request, session: Session) -> Reply:
    """Another page in the same message."""
    journey = which.current(request, session)
    if journey is None or not request.value.isdecimal() or len(request.value) > _LONGEST_PAGE:
        raise UserError("This list is too old. `/journey pulse list` opens it anew.")
    return [Replace(*_page(request, session, journey, int(request.value)))]


def _page(
    request: Request, session: Session, journey: Journey, number: int
) -> tuple[str, list[Block]]:
    found, total = pulses.page(
        session,
        viewer=request.viewer,
        journey_id=identity(journey),
        number=max(1, number),
        size=PAGE,
    )
    rows = [
        list_views.Row(
            pulse=each,
            pulse_id=identity(each),
            point=find.touchpoint(session, each),
            progress=results.progress(session, pulse=each),
            result=results.of(each),
        )
        for each in found
    ]
    pages = max(1, -(-total // PAGE))
    return list_views.page(journey.name, rows, total=total, number=number, pages=pages)
