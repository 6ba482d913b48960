"""`/journey list`: every journey there is, and the button that uses one."""

from sqlmodel import Session

from commands.journey import binding, list_views
from commands.reply import Replace, Reply, Say
from commands.request import Request
from commands.text import plural
from storage.journey import bindings, journeys, sizes

PAGE = 10
_MOST_DIGITS = 6


def show(request: Request, session: Session) -> Reply:
    """The first page."""
    text, body = _page(request, session, 1)
    return [Say(text, list_views.list_blocks(body))]


def turn(request: Request, session: Session) -> Reply:
    """Another page, in the same message."""
    known = request.value.isdecimal() and len(request.value) <= _MOST_DIGITS
    text, body = _page(request, session, int(request.value) if known else 1)
    return [Replace(text, list_views.list_blocks(body))]


def _page(request: Request, session: Session, number: int) -> tuple[str, list_views.Page]:
    every = sizes.of_journeys(session, viewer=request.viewer)
    pages = max(1, -(-len(every) // PAGE))
    number = min(max(1, number), pages)
    here = (
        bindings.bound_to(session, viewer=request.viewer)
        if binding.in_channel(request)
        else journeys.current(session, viewer=request.viewer)
    )
    page = list_views.Page(
        rows=every[(number - 1) * PAGE : number * PAGE],
        total=len(every),
        number=number,
        pages=pages,
        here_id=here.id if here else None,
        in_channel=binding.in_channel(request),
        guest=request.person.guest,
    )
    return plural(len(every), "journey"), page
