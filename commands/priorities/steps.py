"""What the list of priorities leads to: a vote on these, or an action for one of them."""

from dataclasses import replace

from sqlmodel import Session

from commands.action import action_views
from commands.errors import UserError
from commands.journey import picking
from commands.reply import Again, Reply
from commands.request import Request, Value
from commands.vote import start
from commands.vote.start_draft import ABOUT, FIELDS
from storage.vocabulary import About


def vote(request: Request, session: Session) -> Reply:
    """The form “Start a vote”, with these on the ballot."""
    journey_id, _, rest = request.value.partition(" ")
    about, _, ids = rest.partition(" ")
    journey = picking.by_id(request, session, journey_id)
    if journey is None or about not in (About.PAINS, About.OPPORTUNITIES):
        raise UserError("This button no longer works. `/journey priorities` opens the list anew.")
    chosen: dict[str, Value] = {ABOUT: about, FIELDS[About(about)]: ids.split(",")}
    of_journey = replace(request, context={"journey": journey_id})
    return start.open_with(of_journey, session, chosen)


def act(request: Request, session: Session) -> Reply:
    """The form “Add an action”, about the one that was chosen."""
    del session
    return [Again(replace(request, name=action_views.NEW))]
