"""Lists a journey's opportunities, and chooses the one framework they are ordered by."""

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import picking, which
from commands.opportunity import list_views
from commands.opportunity.list_views import LISTS, Listed
from commands.reply import Replace, Reply, Say
from commands.request import Kind, Request
from storage.identity import identity
from storage.models import Journey
from storage.opportunity import lists as opportunity_lists
from storage.opportunity import opportunities
from storage.opportunity import rows as opportunity_rows
from storage.vocabulary import Framework, OpportunityStatus

PAGE = 8
_MOST_DIGITS = 6
_FRAMEWORKS = {framework.value.casefold(): framework for framework in Framework}


def show(request: Request, session: Session, *, wanted: str = "open") -> Reply:
    """`/journey opportunity list`, with `dropped`, `done` or `all` those."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    chosen = wanted.casefold() or "open"
    if chosen not in LISTS:
        raise UserError(
            "The list knows `open`, `dropped`, `done` and `all`, like "
            "`/journey opportunity list dropped`."
        )
    return [_page(request, session, journey, chosen)]


def turn(request: Request, session: Session) -> Reply:
    """A button to the list: page, journey and which; inside the list it is put in its place."""
    number, _, rest = request.value.partition(" ")
    journey_id, _, chosen = rest.partition(" ")
    journey = picking.by_id(request, session, journey_id)
    if journey is None:
        return show(request, session)
    page = int(number) if number.isdecimal() and len(number) <= _MOST_DIGITS else 1
    answer = Replace if ":" in request.name and request.kind is Kind.ACTION else Say
    wanted = chosen if chosen in LISTS else "open"
    return [_page(request, session, journey, wanted, number=page, answer=answer)]


def order(request: Request, session: Session, typed: str) -> Reply:
    """`/journey opportunity by RICE`."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    return _order(request, session, journey, typed, answer=Say)


def order_chosen(request: Request, session: Session) -> Reply:
    """The list's own menu."""
    journey_id, _, typed = request.value.partition(" ")
    journey = picking.by_id(request, session, journey_id)
    if journey is None:
        raise UserError("This journey is no longer here for you to see.")
    return _order(request, session, journey, typed, answer=Replace)


def _order(
    request: Request,
    session: Session,
    journey: Journey,
    typed: str,
    *,
    answer: type[Say | Replace],
) -> Reply:
    framework = _FRAMEWORKS.get(typed.strip().casefold())
    if framework is None:
        raise UserError(
            "Opportunities are ordered by one framework at a time: "
            "`/journey opportunity by RICE`, `by ICE` or `by Ulwick`."
        )
    opportunities.use_framework(
        session,
        journey=journey,
        framework=framework,
        actor_id=request.person.id,
        at=request.now,
    )
    return [_page(request, session, journey, "open", answer=answer)]


def _page(
    request: Request,
    session: Session,
    journey: Journey,
    wanted: str,
    *,
    number: int = 1,
    answer: type[Say | Replace] = Say,
) -> Say | Replace:
    journey_id = identity(journey)
    page = opportunity_rows.page(
        session,
        workspace_id=request.workspace_id,
        journey_id=journey_id,
        framework=Framework(journey.framework),
        now=request.now,
        statuses=LISTS[wanted],
        number=number,
        size=PAGE,
    )
    dropped = opportunity_lists.count(
        session,
        workspace_id=request.workspace_id,
        journey_id=journey_id,
        statuses=(OpportunityStatus.DROPPED,),
    )
    listed = Listed(
        page=page,
        which=wanted,
        journey_id=journey_id,
        journey=journey.name,
        dropped=dropped,
        may_change=not request.person.guest,
    )
    return answer(*list_views.list_message(listed))
