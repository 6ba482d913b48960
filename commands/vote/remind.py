"""Reminds who has not voted, once, shortly before the end, in their waking hours."""

from datetime import timedelta

from sqlmodel import Session

from commands.reply import Reply, Tell
from commands.request import Request
from commands.vote import remind_views
from storage.models import Journey
from storage.vote import reminders as vote_reminders

EVERY = timedelta(minutes=1)


def run(request: Request, session: Session) -> Reply:
    """The clock's job: one direct message for each of them."""
    due = vote_reminders.take_due(session, workspace_id=request.workspace_id, now=request.now)
    tells = []
    for each in due:
        journey = session.get_one(Journey, each.round.journey_id)
        text, body = remind_views.message(each.round, journey.name)
        tells += [Tell(person_id, text, body) for person_id in each.people]
    return tells
