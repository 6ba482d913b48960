"""Shows what is to be reviewed: `/journey review [mine]`; `every 90 days` sets the rhythm."""

import re

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import which
from commands.reply import Block, Replace, Reply, Say
from commands.request import Request
from commands.review import rhythm, views
from commands.text import clean_line, clip, escape
from storage.identity import identity
from storage.map import freshness
from storage.models import Journey
from storage.review import reviews

PAGE = 8
_WHERE = re.compile(r"([0-9]{1,4})(m?)")


def typed(request: Request, session: Session) -> Reply:
    """Without words all that is due on this journey."""
    words = clean_line(request.text).casefold()
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    days = rhythm.days_in(words)
    if days is not None:
        return rhythm.set_days(request, session, journey, days)
    if words not in ("", "mine", "me", "my"):
        raise UserError(
            f"“{escape(clip(words, 60))}” is not understood. Try `/journey review`, "
            "`/journey review mine` or `/journey review every 90 days`."
        )
    return [Say(*page(request, session, journey, mine=bool(words)))]


def first(request: Request, session: Session) -> Reply:
    """The button Review; "mine" shows only one's own."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    return [Say(*page(request, session, journey, mine=request.value == "mine"))]


def turn(request: Request, session: Session) -> Reply:
    """Another page in the same message."""
    return [replaced(request, session, request.value)]


def replaced(request: Request, session: Session, where: str, lead: str = "") -> Replace:
    """The page that a button stood on, as everything on it stands now."""
    match = _WHERE.fullmatch(where)
    journey = which.current(request, session)
    if match is None or journey is None:
        raise UserError("This list is too old. `/journey review` opens it anew.")
    number, mine = int(match[1]), bool(match[2])
    return Replace(*page(request, session, journey, mine=mine, number=number, lead=lead))


def page(
    request: Request,
    session: Session,
    journey: Journey,
    *,
    mine: bool,
    number: int = 1,
    lead: str = "",
) -> tuple[str, list[Block]]:
    """One page of the list."""
    workspace_id, journey_id = request.workspace_id, identity(journey)
    owner_id = request.person.id if mine else None
    due = reviews.due(
        session,
        workspace_id=workspace_id,
        journey_id=journey_id,
        now=request.now,
        owner_id=owner_id,
    )
    pages = max(1, -(-len(due.points) // PAGE))
    number = min(max(1, number), pages)
    listed = views.Listed(
        journey=journey.name,
        owner_id=journey.owner_id,
        review_days=journey.review_days,
        points=due.points[(number - 1) * PAGE : number * PAGE],
        total=len(due.points),
        put_off=due.put_off,
        fresh=freshness.of(
            session, workspace_id=workspace_id, journey_id=journey_id, now=request.now
        ),
        mine=mine,
        number=number,
        pages=pages,
    )
    return views.list_message(listed, lead)
