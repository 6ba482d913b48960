"""Lists priorities: `/journey priorities votes`, `/journey priorities opportunities score`."""

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import picking, which
from commands.priorities import list_views, typed
from commands.priorities.list_views import Listed
from commands.priorities.typed import Asked
from commands.reply import Replace, Reply, Say
from commands.request import Kind, Request
from storage.identity import identity
from storage.journey import stages
from storage.models import Journey, Stage
from storage.priorities import ranking as priorities
from storage.priorities.ranking import Wanted
from storage.vocabulary import About, Framework

PAGE = 8


def show(request: Request, session: Session) -> Reply:
    """The first page of what was asked for, in words."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    asked = typed.understood(request.text, _stages(session, journey))
    return [_page(request, session, journey, asked, answer=Say)]


def turn(request: Request, session: Session) -> Reply:
    """Another page, order, stage or kind, in the same message."""
    carried = typed.carried(request.value)
    if carried is None:
        raise UserError("This button no longer works. `/journey priorities` opens the list anew.")
    journey_id, number, asked = carried
    journey = picking.by_id(request, session, str(journey_id))
    if journey is None:
        raise UserError("This journey is no longer here for you to see.")
    answer = Replace if request.kind is Kind.ACTION else Say
    return [_page(request, session, journey, asked, number=number, answer=answer)]


def _page(
    request: Request,
    session: Session,
    journey: Journey,
    asked: Asked,
    *,
    number: int = 1,
    answer: type[Say | Replace],
) -> Say | Replace:
    found = _stages(session, journey)
    stage = next((each for each in found if each.id == asked.stage_id), None)
    wanted = Wanted(
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        framework=Framework(journey.framework),
        sort=asked.sort,
        stage_id=stage.id if stage else None,
    )
    ask = priorities.pains if asked.about is About.PAINS else priorities.opportunities
    page = ask(
        session,
        wanted=wanted,
        now=request.now,
        viewer=request.viewer,
        number=number,
        size=PAGE,
    )
    listed = Listed(
        page=page,
        asked=asked if stage else Asked(asked.about, asked.sort),
        journey_id=identity(journey),
        journey=journey.name,
        stages=[(each.name, identity(each)) for each in found],
        guest=request.person.guest,
    )
    return answer(*list_views.list_message(listed))


def _stages(session: Session, journey: Journey) -> list[Stage]:
    return list(stages.of(session, workspace_id=journey.workspace_id, journey_id=identity(journey)))
