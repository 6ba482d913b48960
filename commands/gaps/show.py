"""Shows the big picture: `/journey gaps`, and with a kind all gaps of that one."""

from sqlmodel import Session

from commands.errors import UserError
from commands.gaps import gap_views
from commands.gaps.gap_views import Page, Picture
from commands.gaps.kinds import KINDS, Kind
from commands.journey import picking, which
from commands.reply import Replace, Reply, Say
from commands.request import Kind as RequestKind
from commands.request import Request
from commands.text import clean_line, clip, escape
from storage.identity import identity
from storage.map import freshness, gaps
from storage.map.freshness import Freshness
from storage.models import Journey

PAGE = 10
_MOST_DIGITS = 6
_ALSO = {
    "stage": Kind.STAGES,
    "empty": Kind.STAGES,
    "owner": Kind.OWNERS,
    "unobserved": Kind.SILENT,
    "assumption": Kind.ASSUMPTIONS,
    "assumed": Kind.ASSUMPTIONS,
    "handoff": Kind.HANDOFFS,
    "hand-offs": Kind.HANDOFFS,
    "hand-off": Kind.HANDOFFS,
    "drifting": Kind.DRIFT,
    "kpi": Kind.KPIS,
    "unmeasured": Kind.KPIS,
}


def show(request: Request, session: Session) -> Reply:
    """Everything at once, or what was asked for."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    typed = clean_line(request.text).casefold()
    if not typed:
        return [Say(*gap_views.picture_message(_picture(request, session, journey)))]
    kind = _ALSO.get(typed) or (Kind(typed) if typed in set(Kind) else None)
    if kind is None:
        raise UserError(
            f"There is no kind of gap called “{escape(clip(typed, 60))}”. `/journey gaps` shows "
            f"everything; behind it may stand {', '.join(f'`{each}`' for each in Kind)}."
        )
    return [Say(*_page(_picture(request, session, journey), kind, 1))]


def turn(request: Request, session: Session) -> Reply:
    """The buttons: all of a kind, another page, or back; in the same message."""
    number, _, rest = request.value.partition(" ")
    journey_id, _, typed = rest.partition(" ")
    journey = picking.by_id(request, session, journey_id)
    if journey is None:
        raise UserError("This journey is no longer here for you to see.")
    picture = _picture(request, session, journey)
    answer = Replace if request.kind is RequestKind.ACTION and ":" in request.name else Say
    if typed not in set(Kind):
        return [answer(*gap_views.picture_message(picture))]
    chosen = int(number) if number.isdecimal() and len(number) <= _MOST_DIGITS else 1
    return [answer(*_page(picture, Kind(typed), chosen))]


def _page(picture: Picture, kind: Kind, number: int) -> tuple[str, list[dict[str, object]]]:
    rows = KINDS[kind].pick(picture.found)
    pages = max(1, -(-len(rows) // PAGE))
    number = min(max(1, number), pages)
    shown = rows[(number - 1) * PAGE : number * PAGE]
    return gap_views.page_message(picture, Page(kind, shown, number, pages))


def _picture(request: Request, session: Session, journey: Journey) -> Picture:
    workspace_id, journey_id = request.workspace_id, identity(journey)
    points = freshness.points(session, workspace_id=workspace_id, journey_id=journey_id)
    due = [point for point in points if point.due(request.now)]
    return Picture(
        found=gaps.of(session, workspace_id=workspace_id, journey_id=journey_id, now=request.now),
        freshness=Freshness(len(points) - len(due), len(points)),
        due=due,
        journey_id=journey_id,
        journey=journey.name,
        may_edit=not request.person.guest,
    )
