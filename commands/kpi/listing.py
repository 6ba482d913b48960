"""Lists a journey's KPIs: `/journey kpis`."""

from sqlmodel import Session

from commands.journey import picking, which
from commands.kpi import list_views
from commands.kpi.list_views import PAGE, Listed
from commands.reply import Replace, Reply, Say
from commands.request import Kind, Request
from storage.identity import identity
from storage.kpi import kpis
from storage.kpi import rows as kpi_rows
from storage.models import Journey

_MOST_DIGITS = 6


def show(request: Request, session: Session, *, retired: bool = False) -> Reply:
    """`/journey kpi list`, and with `retired` those."""
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
    known = kpis.every(session, workspace_id=workspace_id, journey_id=journey_id)
    total = sum((each.retired_at is not None) == retired for each in known)
    number = min(max(1, number), max(1, -(-total // PAGE)))
    rows = kpi_rows.rows(session, workspace_id=workspace_id, journey_id=journey_id, retired=retired)
    listed = Listed(
        rows=rows[(number - 1) * PAGE : number * PAGE],
        total=total,
        number=number,
        journey_id=identity(journey),
        journey=journey.name,
        retired=retired,
        retired_in_all=sum(each.retired_at is not None for each in known),
        may_change=not request.person.guest,
    )
    return put(*list_views.list_message(listed))
