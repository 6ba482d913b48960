"""`/journey digest list`: who gets which digest, as far as one may know; page by page."""

from sqlmodel import Session

from commands.digest import list_views
from commands.errors import UserError
from commands.reply import Replace, Reply, Say
from commands.request import Request
from storage.digest import subscriptions

PAGE = 8


def show(request: Request, session: Session) -> Reply:
    """The first page."""
    return [Say(*_page(request, session, 1))]


def turn(request: Request, session: Session) -> Reply:
    """Another page in the same message."""
    if not (request.value.isdecimal() and len(request.value) < PAGE):
        raise UserError("This button no longer works. `/journey digest list` opens the list anew.")
    return [Replace(*_page(request, session, int(request.value)))]


def _page(request: Request, session: Session, number: int) -> list_views.Message:
    found = subscriptions.visible(session, viewer=request.viewer)
    pages = max(1, -(-len(found) // PAGE))
    number = min(max(1, number), pages)
    shown = found[(number - 1) * PAGE : number * PAGE]
    return list_views.list_message(shown, number=number, pages=pages, total=len(found))
