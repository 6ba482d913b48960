"""Who may do more than contribute: a journey's owner and facilitators, and administrators."""

from sqlmodel import Session

from commands.request import Request
from storage.journey import facilitators
from storage.models import Journey


def runs(request: Request, session: Session, journey: Journey) -> bool:
    """Whether this person runs the journey; guests never do."""
    person = request.person
    if person.guest:
        return False
    return person.admin or facilitators.runs(session, journey=journey, person_id=person.id)
