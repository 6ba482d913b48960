"""Lists pain points: `/pain list [stage|touchpoint|mine|open|declined]`."""

from dataclasses import replace

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import which
from commands.pain import list_views
from commands.reply import Replace, Reply, Say
from commands.request import Request
from commands.text import clean_line, clip, escape
from storage import pain_lists, stages, touchpoints
from storage.folding import fold
from storage.identity import identity
from storage.models import Journey
from storage.pain_lists import Filter
from storage.vocabulary import Status

PAGE = 10


def show(request: Request, session: Session) -> Reply:
    """The first page of what was asked for."""
    return _page(request, session, query=clean_line(request.text), page=1, answer=Say)


def first(request: Request, session: Session) -> Reply:
    """A button that opens the list, beside the message it stands in."""
    return _page(request, session, query=request.value, page=1, answer=Say)


def turn(request: Request, session: Session) -> Reply:
    """Another page, in the same message; the button says which."""
    number, _, query = request.value.partition(" ")
    return _page(
        request, session, query=query, page=int(number) if number.isdigit() else 1, answer=Replace
    )


def _page(
    request: Request, session: Session, *, query: str, page: int, answer: type[Say | Replace]
) -> Reply:
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    heading, narrowed = _filter(request, session, journey, query)
    total = pain_lists.count(session, workspace_id=request.workspace_id, which=narrowed)
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    rows = pain_lists.hottest(
        session,
        workspace_id=request.workspace_id,
        which=narrowed,
        now=request.now,
        limit=PAGE,
        offset=(page - 1) * PAGE,
    )
    body = list_views.list_blocks(
        heading, rows, total=total, page=page, pages=pages, query=clip(query, 200)
    )
    return [answer(f"{heading}: {total}", body)]


def _filter(request: Request, session: Session, journey: Journey, query: str) -> tuple[str, Filter]:
    """A heading, and the filter for mine, open, declined, all, T-7, a stage or a touchpoint."""
    every = Filter(journey_id=identity(journey))
    name = escape(journey.name)
    match query.casefold():
        case "" | "open":
            return f"Open in {name}", every
        case "mine":
            mine = replace(every, reporter_id=request.person.id, statuses=())
            return f"Yours in {name}", mine
        case "declined":
            return f"Declined in {name}", replace(every, statuses=(Status.DECLINED,))
        case "solved":
            return f"Solved in {name}", replace(every, statuses=(Status.SOLVED,))
        case "all":
            return f"All in {name}", replace(every, statuses=())
    return _of_place(session, journey, query, every)


def _of_place(session: Session, journey: Journey, query: str, every: Filter) -> tuple[str, Filter]:
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    stage = stages.named(session, workspace_id=workspace_id, journey_id=journey_id, name=query)
    if stage:
        return f"Open in {escape(stage.name)}", replace(every, stage_id=stage.id)
    rows = touchpoints.rows(
        session, workspace_id=workspace_id, journey_id=journey_id, with_retired=True
    )
    exact = [row for row in rows if fold(query) in (fold(row.name), f"t-{row.number}")]
    near = exact or touchpoints.matching(rows, query)
    if not near:
        shown = escape(clip(query, 60))
        raise UserError(
            f"No stage or touchpoint of {escape(journey.name)} is called “{shown}”. "
            "Try `/pain list`, `/pain list mine` or `/touchpoint list`."
        )
    return f"Open at {escape(near[0].name)}", replace(every, touchpoint_id=near[0].id)
