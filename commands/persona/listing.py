"""Lists a journey's personas: `/journey personas`."""

from sqlmodel import Session

from commands.journey import picking, which
from commands.persona import list_views
from commands.persona.list_views import PAGE, Listed, Row
from commands.reply import Replace, Reply, Say
from commands.request import Kind, Request
from storage.empathy import map as empathy_map
from storage.identity import identity
from storage.models import Journey
from storage.persona import personas
from storage.persona import sightings as persona_sightings
from storage.persona.sightings import Seen

_MOST_DIGITS = 6


def show(request: Request, session: Session, *, retired: bool = False) -> Reply:
    """`/journey persona list`, and with `retired` those."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    return [_page(request, session, journey, retired=retired)]


def turn(request: Request, session: Session) -> Reply:
    """A button to the list: page, journey and which; inside the list it is put in its place."""
    number, _, rest = request.value.partition(" ")
    journey_id, _, chosen = rest.partition(" ")
    journey = picking.by_id(request, session, journey_id)
    if journey is None:
        return show(request, session)
    page = int(number) if number.isdecimal() and len(number) <= _MOST_DIGITS else 1
    put = Replace if ":" in request.name and request.kind is Kind.ACTION else Say
    return [_page(request, session, journey, retired=chosen == "retired", number=page, put=put)]


def _page(
    request: Request,
    session: Session,
    journey: Journey,
    *,
    retired: bool,
    number: int = 1,
    put: type[Say | Replace] = Say,
) -> Say | Replace:
    workspace_id, journey_id = request.workspace_id, identity(journey)
    known = personas.every(session, workspace_id=workspace_id, journey_id=journey_id)
    wanted = [one for one in known if (one.retired_at is not None) == retired]
    pages = max(1, -(-len(wanted) // PAGE))
    number = min(max(1, number), pages)
    shown = wanted[(number - 1) * PAGE : number * PAGE]
    seen = persona_sightings.seen(
        session, workspace_id=workspace_id, ids=[identity(one) for one in shown], now=request.now
    )
    notes = empathy_map.counts(
        session, workspace_id=workspace_id, journey_id=journey_id, reader_id=request.person.id
    )
    listed = Listed(
        rows=[
            Row(one, seen.get(identity(one), Seen()), notes.get(identity(one), 0)) for one in shown
        ],
        total=len(wanted),
        number=number,
        journey_id=journey_id,
        journey=journey.name,
        retired=retired,
        retired_in_all=sum(one.retired_at is not None for one in known),
        may_change=not request.person.guest,
    )
    return put(*list_views.list_message(listed))
