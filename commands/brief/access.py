"""Who may change what to say at a place, and whom the others ask."""

from commands.brief.places import Place
from commands.request import Request
from storage.models import Journey, Touchpoint


def may_edit(request: Request, journey: Journey, place: Place) -> bool:
    """The touchpoint's owner, the journey's owner and workspace administrators."""
    person = request.person
    if person.guest:
        return False
    return person.admin or person.id == journey.owner_id or person.id == _owner(place)


def whom_to_ask(journey: Journey, place: Place) -> str:
    """The touchpoint's owner; without one, and for a stage, the journey's."""
    return _owner(place) or journey.owner_id


def _owner(place: Place) -> str | None:
    return place.owner_id if isinstance(place, Touchpoint) else None
