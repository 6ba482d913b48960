"""Who may change what to say at a place, and whom the others ask."""

from sqlmodel import Session

from commands.brief.places import Place
from commands.journey import roles
from commands.request import Request
from storage.models import Journey, Touchpoint


def may_edit(request: Request, session: Session, journey: Journey, place: Place) -> bool:
    """The touchpoint's owner, the journey's owner and facilitators, and administrators."""
    person = request.person
    if person.guest:
        return False
    return person.id == _owner(place) or roles.runs(request, session, journey)


def whom_to_ask(journey: Journey, place: Place) -> str:
    """The touchpoint's owner; without one, and for a stage, the journey's."""
    return _owner(place) or journey.owner_id


def _owner(place: Place) -> str | None:
    return place.owner_id if isinstance(place, Touchpoint) else None
