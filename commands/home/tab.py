"""Shows the Home tab of the person who opened it."""

from sqlmodel import Session

from commands.action import action_words
from commands.home import views
from commands.reply import Reply, ShowHome
from commands.request import Request
from storage.action import rows as action_rows
from storage.journey import journeys
from storage.pain import homes
from storage.pain import lists as pain_lists
from storage.pain.homes import ToConfirm
from storage.review import reviews
from storage.review.reviews import Due
from storage.vote import waiting as vote_waiting
from storage.workspace import preferences

LAST = 5


def show(request: Request, session: Session) -> Reply:
    """The common jobs, what became of one's reports, what one can confirm, and the switches."""
    me = {"workspace_id": request.workspace_id, "person_id": request.person.id}
    journey = journeys.current(session, viewer=request.viewer)
    today = action_words.today(request)
    tab = views.Tab(
        person_id=request.person.id,
        guest=request.person.guest,
        journey=journey.name if journey else None,
        happened=homes.happened(session, **me, limit=LAST),
        to_confirm=_to_confirm(request, session),
        logged=pain_lists.newest(
            session,
            workspace_id=request.workspace_id,
            reporter_id=request.person.id,
            now=request.now,
            limit=LAST,
        ),
        logged_in_all=homes.logged(session, **me),
        preferences=preferences.of(session, **me),
        actions=action_rows.page(
            session,
            workspace_id=request.workspace_id,
            which=action_rows.Filter(today=today, owner_id=request.person.id),
            size=LAST,
        ),
        today=today,
        votes=vote_waiting.waiting(session, **me, now=request.now),
        reviews=_to_review(request, session),
    )
    return [ShowHome(views.home_view(tab))]


def _to_review(request: Request, session: Session) -> Due:
    if request.person.guest:
        return Due((), 0)
    return reviews.due(
        session,
        workspace_id=request.workspace_id,
        now=request.now,
        owner_id=request.person.id,
    )


def _to_confirm(request: Request, session: Session) -> ToConfirm:
    visible = journeys.visible(session, viewer=request.viewer)
    mine = homes.theirs_among(
        session,
        workspace_id=request.workspace_id,
        person_id=request.person.id,
        journeys=visible,
    )
    return homes.to_confirm(
        session,
        workspace_id=request.workspace_id,
        person_id=request.person.id,
        journey_ids=mine,
        now=request.now,
        limit=LAST,
    )
