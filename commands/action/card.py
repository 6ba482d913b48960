"""Shows one action: `/journey action A-5`, and its whole history."""

import re

from sqlmodel import Session

from commands.action import access, action_words, card_views
from commands.action.card_views import PAGE, Card
from commands.errors import UserError
from commands.reply import Block, Replace, Reply, Say
from commands.request import Request
from storage.action import origins as action_origins
from storage.action import pains as action_pains
from storage.history import entries as history
from storage.models import Action, Journey

_TURN = re.compile(r"([0-9]{1,9}) ([0-9]{1,3})")


def show(request: Request, session: Session, number: int) -> Reply:
    """The card, for the person alone."""
    action = access.find(request, session, number)
    return [Say(action_words.named(action), blocks_of(request, session, action))]


def clicked(request: Request, session: Session) -> Reply:
    """A button that opens the card; its value is the number."""
    action = access.of_value(request, session)
    return [Say(action_words.named(action), blocks_of(request, session, action))]


def in_place(request: Request, session: Session, action: Action, *, lead: str) -> Replace:
    """The card as it is now, in place of the one clicked in."""
    return Replace(lead, blocks_of(request, session, action, lead=lead))


def blocks_of(request: Request, session: Session, action: Action, *, lead: str = "") -> list[Block]:
    """Everything the card shows to this person."""
    idea, round_ = action_origins.number_of(
        session,
        workspace_id=action.workspace_id,
        opportunity_id=action.opportunity_id,
        round_id=action.round_id,
    )
    named = [f"O-{idea}" if idea else "", f"V-{round_}" if round_ else ""]
    card = Card(
        action=action,
        pains=action_pains.of(session, action=action),
        changes=history.latest(
            session,
            action,
            limit=card_views.CHANGES + 1,
        ),
        today=action_words.today(request),
        journey=session.get_one(Journey, action.journey_id).name,
        came_from=", ".join(each for each in named if each),
        own=action.owner_id == request.person.id,
        guest=request.person.guest,
    )
    return card_views.card_blocks(card, lead=lead)


def history_page(request: Request, session: Session) -> Reply:
    """Every change, newest first; the button carries number and page."""
    match = _TURN.fullmatch(request.value)
    if match is None or int(match[2]) < 1:
        raise UserError("This button no longer works. `/journey actions` opens the list anew.")
    action, page = access.find(request, session, int(match[1])), int(match[2])
    entries = history.latest(
        session,
        action,
        limit=page * PAGE + 1,
    )
    text, body = card_views.history_blocks(
        action,
        entries[(page - 1) * PAGE : page * PAGE],
        page=page,
        more=len(entries) > page * PAGE,
    )
    # The first page beside the card; another one in the place of the page turned.
    turned = request.name.partition(":")[0].endswith("_turn")
    return [Replace(text, body) if turned else Say(text, body)]
