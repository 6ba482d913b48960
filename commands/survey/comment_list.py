"""`/journey comments`: what customers wrote with low scores and nobody sorted yet."""

from sqlmodel import Session

from commands import blocks
from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import picking, which
from commands.pain import message
from commands.reply import Effect, Offer, OpenForm, Replace, Reply, Say
from commands.request import Request
from commands.survey import comment_views, sorting
from commands.survey.comment_views import PAGE
from commands.wording import touchpoint_number
from storage.identity import identity
from storage.journey import journeys
from storage.models import Journey, PainPoint
from storage.pain import pains
from storage.survey import comments
from storage.survey.comments import Comment, State
from storage.touchpoint import rows as touchpoint_rows
from storage.touchpoint import touchpoints
from storage.vocabulary import OPEN_STATUSES, Kind

_GONE = (
    "This comment was sorted by somebody meanwhile, or its import was undone. `/journey comments` "
    "shows the rest."
)
_DIGITS = 15


def typed(request: Request, session: Session) -> Reply:
    """The first page."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    return [Say(*_page(session, journey, 1))]


def turn(request: Request, session: Session) -> Reply:
    """A button that leads here; its value is page and journey."""
    page, _, journey_id = request.value.partition(" ")
    journey = picking.by_id(request, session, journey_id)
    if journey is None or not page.isdecimal():
        raise UserError("This journey is no longer here for you to see.")
    put = Replace if ":" in request.name else Say
    return [put(*_page(session, journey, int(page[:4])))]


def leave(request: Request, session: Session) -> Reply:
    """It says nothing new: off the list."""
    comment, journey, page = _clicked(request, session)
    comments.settle(
        session,
        workspace_id=request.workspace_id,
        comment_id=comment.id,
        was=State.LISTED,
        state=State.LEFT,
    )
    return [Replace(*_page(session, journey, page))]


def open_form(request: Request, session: Session) -> Reply:
    """The form that says what it tells of."""
    comment, journey, _ = _clicked(request, session)
    where = None
    if comment.touchpoint_id is not None:
        found = touchpoints.get_or_none(
            session, workspace_id=request.workspace_id, touchpoint_id=comment.touchpoint_id
        )
        if found and found.retired_at is None and found.journey_id == journey.id:
            where = f"{touchpoint_number(found.number)} {found.name}", str(identity(found))
    context = {"journey": str(identity(journey)), "comment": comment.reference}
    return [OpenForm(comment_views.sort_form(comment, where=where, context=context))]


def offer_places(request: Request, session: Session) -> Reply:
    """The journey's touchpoints that fit what was typed."""
    journey = which.current(request, session)
    if journey is None:
        return [Offer([])]
    rows = touchpoint_rows.matching(
        touchpoint_rows.rows(
            session, workspace_id=request.workspace_id, journey_id=identity(journey)
        ),
        request.text,
    )
    return [
        Offer(
            [
                (f"{touchpoint_number(row.number)} {row.name}", str(row.id))
                for row in rows[: blocks.MAX_OPTIONS]
            ]
        )
    ]


def submit(request: Request, session: Session) -> Reply:
    """A sighting of the one that was chosen, or a new pain point there."""
    comment, journey = _of_form(request, session)
    fields = Fields(request.values)
    pain_number, where = fields.value("pain"), fields.value("where")
    if not pain_number and not where:
        fields.wrong("pain", "Choose a pain point, or where a new one is.")
    fields.check()
    found = sorting.sighting(
        session, request.workspace_id, comment, by_id=request.person.id, now=request.now
    )
    if found is None:
        raise FieldError({"pain": "This score is not low, so that it tells of no pain point."})
    effects: list[Effect] = []
    if pain_number:
        pain = _pain(session, request.workspace_id, journey, pain_number)
        pains.add_sighting(
            session, workspace_id=request.workspace_id, pain_id=identity(pain), sighting=found
        )
        sorting.confirm(session, pain, comment)
        effects.append(message.refresh(session, identity(pain), request.now))
        pain_id = identity(pain)
    else:
        touchpoint = touchpoints.get_or_none(
            session, workspace_id=request.workspace_id, touchpoint_id=_number(where)
        )
        if touchpoint is None or touchpoint.retired_at or touchpoint.journey_id != journey.id:
            raise FieldError({"where": "This touchpoint no longer exists. Please choose another."})
        pain_id = sorting.add_new(session, comment, touchpoint, found)
    settled = comments.settle(
        session,
        workspace_id=request.workspace_id,
        comment_id=comment.id,
        was=State.LISTED,
        state=State.SIGHTED,
        pain_id=pain_id,
    )
    if not settled:
        # Somebody sorted it, or its import was undone, this very moment: nothing is stored.
        raise FieldError({"pain": _GONE})
    stored = session.get_one(PainPoint, pain_id)
    said = comment_views.logged(stored.number, stored.title, new=not pain_number)
    text, body = _page(session, journey, 1)
    return [Say(f"{said} {text}", [blocks.section(said), *body]), *effects]


def _pain(session: Session, workspace_id: str, journey: Journey, value: str) -> PainPoint:
    found = pains.numbered(session, workspace_id=workspace_id, number=_number(value))
    if (
        found is None
        or found.journey_id != journey.id
        or found.kind != Kind.PAIN
        or found.status not in OPEN_STATUSES
    ):
        raise FieldError({"pain": "This pain point is not open any more. Choose another."})
    return found


def _page(session: Session, journey: Journey, page: int) -> comment_views.Content:
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    every = comments.count(
        session, workspace_id=workspace_id, journey_id=journey_id, state=State.LISTED
    )
    page = max(1, min(page, -(-every // PAGE)))
    found = comments.listed(
        session,
        workspace_id=workspace_id,
        journey_id=journey_id,
        limit=PAGE,
        offset=(page - 1) * PAGE,
    )
    rows = touchpoint_rows.rows(session, workspace_id=workspace_id, journey_id=journey_id)
    return comment_views.comments_list(
        found,
        journey=journey.name,
        journey_id=journey_id,
        places={row.id: touchpoint_number(row.number) for row in rows},
        page=page,
        every=every,
        waiting=comments.count(
            session, workspace_id=workspace_id, journey_id=journey_id, state=State.WAITING
        ),
    )


def _clicked(request: Request, session: Session) -> tuple[Comment, Journey, int]:
    known_by, page, journey_id = [*request.value.split(" "), "", "", ""][:3]
    journey = picking.by_id(request, session, journey_id)
    comment = comments.get_or_none(session, workspace_id=request.workspace_id, known_by=known_by)
    if journey is None or comment is None or comment.journey_id != journey.id:
        raise UserError(_GONE)
    return comment, journey, _number(page) or 1


def _of_form(request: Request, session: Session) -> tuple[Comment, Journey]:
    comment = comments.get_or_none(
        session,
        workspace_id=request.workspace_id,
        known_by=request.context.get("comment", ""),
    )
    journey = (
        journeys.get_or_none(session, viewer=request.viewer, journey_id=comment.journey_id)
        if comment
        else None
    )
    if comment is None or journey is None:
        raise FieldError({"pain": _GONE})
    return comment, journey


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= _DIGITS else 0
