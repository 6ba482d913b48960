"""Asks owners whether their touchpoints are still true, and tells a channel of no answer."""

from sqlmodel import Session

from commands.reply import Post, Reply, Tell
from commands.request import Request
from commands.review import views
from storage.review import asking as review_asking
from storage.review import reviews

# A handful: more is not answered on a phone.
MOST = 5


def run(request: Request, session: Session) -> Reply:
    """The clock's job: one message for each person whose touchpoints are due, in waking hours."""
    people = review_asking.take_due(
        session, workspace_id=request.workspace_id, now=request.now, most=MOST
    )
    return [
        Tell(person_id, *views.question(asked, request.now))
        for person_id in people
        if (
            asked := reviews.asked_at(
                session,
                workspace_id=request.workspace_id,
                person_id=person_id,
                moment=request.now,
            )
        )
    ]


def tell(request: Request, session: Session) -> Reply:
    """The clock's job: a week after the second question without an answer, once."""
    found = review_asking.take_unanswered(
        session, workspace_id=request.workspace_id, now=request.now
    )
    return [Post(channel_id, *views.unanswered(points)) for channel_id, points in found.items()]
