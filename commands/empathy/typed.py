"""`/journey empathy [name]`."""

from sqlmodel import Session

from commands.empathy import empathy_views, map_show, start
from commands.journey import which
from commands.persona import find, unknown_views
from commands.reply import Reply, Say
from commands.request import Request
from storage.identity import identity


def run(request: Request, session: Session) -> Reply:
    """Begins to collect about the persona; without a name, the list of all."""
    if not request.text or request.text.casefold() == "list":
        return map_show.show_list(request, session)
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    found = find.by_name(session, journey, request.text)
    if found.persona:
        return start.begin(request, session, found.persona)
    said, body = unknown_views.unknown(
        request.text,
        found.near,
        journey_id=identity(journey),
        journey=journey.name,
        action=empathy_views.START,
        may_add=not request.person.guest,
    )
    return [Say(said, body)]
