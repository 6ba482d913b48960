"""The whole history and all sightings of a pain point, a page at a time."""

from sqlmodel import Session

from commands.errors import UserError
from commands.pain import card, card_facts, card_page_views
from commands.pain.card_page_views import PAGE
from commands.reply import Block, Replace, Reply, Say
from commands.request import Request
from storage.history import entries as history
from storage.identity import identity
from storage.models import PainPoint
from storage.pain import pains

# Deeper pages than anybody turns to are not read from the database.
_MOST_PAGES = 1000


def history_page(request: Request, session: Session) -> Reply:
    """Every change, newest first; the button carries number and page."""
    pain, page = _asked(request, session)
    entries = history.latest(
        session,
        pain,
        limit=page * PAGE + 1,
    )
    shown = entries[(page - 1) * PAGE : page * PAGE]
    body = card_page_views.history_blocks(
        pain,
        shown,
        names=card_facts.names(session, pain, shown),
        page=page,
        more=len(entries) > page * PAGE,
    )
    return [_answer(request, card_page_views.history_title(pain), body)]


def sightings_page(request: Request, session: Session) -> Reply:
    """Every sighting, newest first; the button carries number and page."""
    pain, page = _asked(request, session)
    found = pains.sightings(
        session,
        workspace_id=pain.workspace_id,
        pain_id=identity(pain),
        limit=page * PAGE + 1,
    )
    body = card_page_views.sightings_blocks(
        pain,
        found[(page - 1) * PAGE : page * PAGE],
        personas=card_facts.personas_of(session, pain),
        place_id=request.place.id if request.place else None,
        page=page,
        more=len(found) > page * PAGE,
    )
    return [_answer(request, card_page_views.sightings_title(pain), body)]


def _answer(request: Request, text: str, body: list[Block]) -> Say | Replace:
    """The first page beside the card; another one in the place of the page turned."""
    turned = request.name.partition(":")[0].endswith("_turn")
    return Replace(text, body) if turned else Say(text, body)


def _asked(request: Request, session: Session) -> tuple[PainPoint, int]:
    number, _, page = request.value.partition(" ")
    if not number.isdecimal() or not page.isdecimal() or not 0 < int(page) <= _MOST_PAGES:
        raise UserError("This button no longer works. `/pain list` opens it anew.")
    return card.find(request, session, int(number)), int(page)
