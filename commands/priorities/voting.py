"""Starts a vote on what a page of the list shows."""

from dataclasses import replace

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import picking
from commands.reply import Reply
from commands.request import Request, Value
from commands.vote import start
from commands.vote.start_draft import ABOUT, FIELDS
from storage.vocabulary import About


def begin(request: Request, session: Session) -> Reply:
    """The form “Start a vote”, with these on the ballot."""
    journey_id, _, rest = request.value.partition(" ")
    about, _, ids = rest.partition(" ")
    journey = picking.by_id(request, session, journey_id)
    if journey is None or about not in (About.PAINS, About.OPPORTUNITIES):
        raise UserError("This button no longer works. `/journey priorities` opens the list anew.")
    chosen: dict[str, Value] = {ABOUT: about, FIELDS[About(about)]: ids.split(",")}
    of_journey = replace(request, context={"journey": journey_id})
    return start.open_with(of_journey, session, chosen)
