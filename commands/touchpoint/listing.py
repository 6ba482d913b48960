"""Lists touchpoints in the map's order: `/touchpoint list [stage|channel|retired|text]`."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from commands.journey import which
from commands.reply import Replace, Reply, Say
from commands.request import Kind, Request
from commands.text import clean_line, clip, escape
from commands.touchpoint import guess, list_views
from commands.touchpoint.list_views import Group, Page
from storage.identity import identity
from storage.journey import journeys, stages
from storage.map import maps
from storage.models import Journey
from storage.touchpoint import rows as touchpoint_rows
from storage.touchpoint.rows import TouchpointRow

PAGE = 10
_MOST = 200


@dataclass(frozen=True, slots=True)
class _Found:
    """What a query narrows the list to; `near` is offered when that is nothing."""

    heading: str
    rows: Sequence[TouchpointRow]
    near: str = ""


def show(request: Request, session: Session) -> Reply:
    """The first page of what was asked for."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    typed = clean_line(request.text or request.value)
    page = _page(request, session, journey, query=clip(typed, _MOST), number=1)
    return [Say(*list_views.list_message(page))]


def turn(request: Request, session: Session) -> Reply:
    """Another page, in the same message; the button says which, and of which journey."""
    number, _, rest = request.value.partition(" ")
    of_journey, _, query = rest.partition(" ")
    journey = (
        journeys.get_or_none(session, viewer=request.viewer, journey_id=int(of_journey))
        if of_journey.isdecimal()
        else which.current(request, session)
    )
    if journey is None:
        return which.ask(request, session)
    chosen = int(number) if number.isdecimal() else 1
    page = _page(request, session, journey, query=query, number=chosen)
    answer = Replace if request.kind is Kind.ACTION else Say
    return [answer(*list_views.list_message(page))]


def _page(request: Request, session: Session, journey: Journey, *, query: str, number: int) -> Page:
    found = _narrowed(session, journey, query)
    pages = max(1, -(-len(found.rows) // PAGE))
    number = min(max(1, number), pages)
    start = (number - 1) * PAGE
    shown = found.rows[start : start + PAGE]
    return Page(
        heading=found.heading,
        groups=_groups(shown, found.rows, begun=found.rows[start - 1].stage_id if start else None),
        observed=maps.observed(
            session,
            workspace_id=request.workspace_id,
            journey_id=identity(journey),
            now=request.now,
        ),
        total=len(found.rows),
        number=number,
        pages=pages,
        query=query,
        journey_id=identity(journey),
        near=found.near,
    )


def _groups(
    shown: Sequence[TouchpointRow], rows: Sequence[TouchpointRow], *, begun: int | None
) -> list[Group]:
    """The page's rows by stage; `begun` is the stage the page before ended in."""
    groups: list[Group] = []
    for row in shown:
        if not groups or groups[-1].rows[0].stage_id != row.stage_id:
            in_all = sum(other.stage_id == row.stage_id for other in rows)
            groups.append(Group(row.stage, row.stage_retired, in_all, row.stage_id == begun, []))
        groups[-1].rows.append(row)
    return groups


def _narrowed(session: Session, journey: Journey, query: str) -> _Found:
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    rows = touchpoint_rows.rows(
        session, workspace_id=workspace_id, journey_id=journey_id, with_retired=True
    )
    used = [row for row in rows if not row.retired]
    name = escape(journey.name)
    if not query:
        return _Found(f"Touchpoints of {name}", used)
    if query.casefold() == "retired":
        return _Found(f"Retired in {name}", [row for row in rows if row.retired])
    stage = guess.stage(stages.of(session, workspace_id=workspace_id, journey_id=journey_id), query)
    if stage.exact:
        chosen = stage.exact
        return _Found(
            f"Touchpoints in {escape(chosen.name)}",
            [row for row in used if row.stage_id == chosen.id],
        )
    channel = guess.channel(query)
    if channel.exact:
        medium = channel.exact.value
        return _Found(f"Touchpoints via {medium}", [row for row in used if row.channel == medium])
    fitting = {row.id for row in touchpoint_rows.matching(used, query)}
    return _Found(
        f"Touchpoints with “{escape(clip(query, 60))}”",
        [row for row in used if row.id in fitting],
        near=stage.near.name if stage.near else channel.near.value if channel.near else "",
    )
