"""Shows the Home tab of the person who opened it."""

from sqlmodel import Session

from commands.home import views
from commands.reply import Reply, ShowHome
from commands.request import Request
from storage import journeys, pain_lists, pains
from storage.identity import identity

LAST = 5


def show(request: Request, session: Session) -> Reply:
    """Buttons for the common jobs, and the last five pain points the person logged."""
    rows = pain_lists.newest(
        session,
        workspace_id=request.workspace_id,
        reporter_id=request.person.id,
        now=request.now,
        limit=LAST,
    )
    visible = {identity(j) for j in journeys.visible(session, viewer=request.viewer)}
    mine = []
    for row in rows:
        pain = pains.numbered(session, workspace_id=request.workspace_id, number=row.number)
        mine.append((row, pain is not None and pain.journey_id in visible))
    journey = journeys.current(session, viewer=request.viewer)
    view = views.home_view(
        request.person.id,
        mine,
        journey=journey.name if journey else None,
        guest=request.person.guest,
    )
    return [ShowHome(view)]
