"""Opens the form that logs a pain point or a delight, and redraws it while it is filled in."""

from dataclasses import replace

from sqlmodel import Session

from commands import blocks
from commands.errors import UserError
from commands.journey import binding, which
from commands.pain import draft, form_views, places, seen
from commands.pain.draft import Draft
from commands.pain.form_views import Around
from commands.reply import Offer, OpenForm, Reply, UpdateForm, View
from commands.request import Request
from commands.text import clean
from commands.wording import touchpoint_number
from storage.identity import identity
from storage.journey import bindings, journeys
from storage.journey.journeys import JourneyRow
from storage.models import Journey
from storage.persona import personas
from storage.touchpoint import rows as touchpoint_rows
from storage.touchpoint import touchpoints
from storage.touchpoint.rows import TouchpointRow
from storage.vocabulary import Kind


def open_log(request: Request, session: Session) -> Reply:
    """`/pain`, `/pain <text>`, the global shortcut and every button that logs."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    return [OpenForm(prefilled(request, session, journey, told=request.text or request.value))]


def open_delight(request: Request, session: Session) -> Reply:
    """`/journey delight [text]`."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    told = request.text or request.value
    return [OpenForm(prefilled(request, session, journey, told=told, kind=Kind.DELIGHT))]


def open_log_at(request: Request, session: Session) -> Reply:
    """The button of a touchpoint, whose number is its value: "Where?" is chosen already."""
    number = int(request.value) if request.value.isdecimal() else 0
    touchpoint = touchpoints.numbered(session, workspace_id=request.workspace_id, number=number)
    journey = (
        journeys.get_or_none(session, viewer=request.viewer, journey_id=touchpoint.journey_id)
        if touchpoint
        else None
    )
    if touchpoint is None or journey is None:
        raise UserError(
            f"There is no {touchpoint_number(number)} here. "
            "`/pain` opens the form, to choose another place."
        )
    if touchpoint.retired_at is not None:
        raise UserError(
            f"{touchpoint_number(number)} is retired, so nothing is logged there any more. "
            f"`/touchpoint restore {touchpoint_number(number)}` brings it back; "
            "`/pain` opens the form, to choose another place."
        )
    opened = Draft(identity(journey), values={form_views.WHERE: str(touchpoint.id)})
    return [OpenForm(drawn(request, session, journey, opened))]


def prefilled(
    request: Request,
    session: Session,
    journey: Journey,
    *,
    told: str,
    kind: Kind = Kind.PAIN,
    permalink: str = "",
) -> View:
    """The form with what was told already, and "Where?" chosen when the text makes it clear."""
    text = clean(told)
    journey_id = identity(journey)
    rows = (
        touchpoint_rows.rows(session, workspace_id=request.workspace_id, journey_id=journey_id)
        if text
        else []
    )
    where = places.clear(rows, text)
    values = {"what": text, form_views.WHERE: str(where.id) if where else ""}
    opened = Draft(journey_id, kind=kind, values=values, permalink=permalink)
    return drawn(request, session, journey, opened, where=where)


def offer_touchpoints(request: Request, session: Session) -> Reply:
    """The type-ahead behind "Where?": the likely ones first, whatever little is typed."""
    journey = which.current(request, session)
    if journey is None:
        return [Offer([])]
    told = draft.of(request).text("what")
    rows = places.ranked(request, session, journey_id=identity(journey), told=told)
    fitting = touchpoint_rows.matching(rows, request.text)[: blocks.MAX_OPTIONS]
    return [Offer([form_views.touchpoint_choice(row) for row in fitting])]


def changed(request: Request, session: Session) -> Reply:
    """Something was told or chosen that lets the form show what was seen before."""
    return [UpdateForm(redrawn(request, session, draft.of(request)))]


def switched(request: Request, session: Session) -> Reply:
    """Pain point or delight; what was typed stays, also what the other one asks for."""
    kind = Kind.DELIGHT if request.value == Kind.DELIGHT else Kind.PAIN
    now = replace(draft.of(request), kind=kind, asked=False)
    return [UpdateForm(redrawn(request, session, now))]


def redrawn(request: Request, session: Session, held: Draft) -> View:
    """The form again; UserError when its journey is gone meanwhile."""
    return drawn(request, session, journey_of(request, session), held)


def journey_of(request: Request, session: Session) -> JourneyRow:
    """The journey of the form that was clicked in or sent."""
    journey = which.row(request, session)
    if journey is None:
        raise UserError(
            "The journey of this form is not here any more: it was retired, or is kept to a "
            "private channel now. Copy your words; `/pain` opens the form for another journey."
        )
    return journey


def drawn(
    request: Request,
    session: Session,
    journey: Journey | JourneyRow,
    held: Draft,
    *,
    where: TouchpointRow | None = None,
) -> View:
    """The form as it looks with this in it; `where` when it is known already."""
    where = where or _where(request, session, held)
    similar = seen.before(request, session, held, where)
    shown = tuple(dict.fromkeys([*held.shown, *(row.id for row in similar)]))
    held = replace(held, shown=shown, looked=held.told_where())
    known = personas.choices(session, workspace_id=request.workspace_id, journey_id=held.journey_id)
    return form_views.log_form(
        held,
        Around(
            journey=journey.name,
            where=where,
            personas=[(name, str(persona_id)) for name, persona_id in known],
            posted_in=posted_in(request, session, held.journey_id),
            others_see=binding.others_see(request, session, held.journey_id),
            similar=similar,
        ),
    )


def posted_in(request: Request, session: Session, journey_id: int) -> str | None:
    """Where the team hears of it: the channel it was logged in, else the journey's first."""
    bound = bindings.channel_ids(session, workspace_id=request.workspace_id, journey_id=journey_id)
    if request.place and request.place.id in bound:
        return request.place.id
    return bound[0] if bound else None


def _where(request: Request, session: Session, held: Draft) -> TouchpointRow | None:
    """What "Where?" holds, as long as it can be chosen."""
    value = held.text(form_views.WHERE)
    if not value:
        return None
    rows = touchpoint_rows.rows(
        session, workspace_id=request.workspace_id, journey_id=held.journey_id
    )
    return next((row for row in rows if str(row.id) == value), None)
