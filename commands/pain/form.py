"""Logs a pain point: opens the form, offers touchpoints, stores what was sent."""

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import which
from commands.pain import form_views, message, receipt_views
from commands.reply import Offer, OpenForm, Post, Reply, Say
from commands.request import Request
from commands.text import clean
from commands.wording import touchpoint_number
from storage import journeys, pains, personas, touchpoints
from storage.folding import fold
from storage.identity import identity
from storage.models import Journey, Touchpoint
from storage.pains import NewSighting
from storage.touchpoints import TouchpointRow
from storage.vocabulary import EMOTIONS, SEVERITIES, Kind, Source


def open_log(request: Request, session: Session) -> Reply:
    """`/pain`, `/pain <text>`, the global shortcut and every button that logs."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    told = clean(request.text or request.value)
    where = _likely(session, request.workspace_id, identity(journey), told)
    return [_log_form(session, journey, told=told, where=where)]


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
    rows = touchpoints.rows(
        session, workspace_id=request.workspace_id, journey_id=touchpoint.journey_id
    )
    where = next(row for row in rows if row.id == touchpoint.id)
    return [_log_form(session, journey, told="", where=where)]


def offer_touchpoints(request: Request, session: Session) -> Reply:
    """The type-ahead behind "Where?"."""
    journey = which.current(request, session)
    if journey is None:
        return [Offer([])]
    rows = touchpoints.rows(
        session, workspace_id=request.workspace_id, journey_id=identity(journey)
    )
    return [
        Offer(
            [form_views.touchpoint_choice(row) for row in touchpoints.matching(rows, request.text)]
        )
    ]


def submit(request: Request, session: Session) -> Reply:
    """Stores the pain point with its first sighting, and tells the journey's channel."""
    fields = Fields(request.values)
    told = fields.text(
        "what", most=form_views.MAX_TOLD, missing="Say in a few words what happened."
    )
    severity = fields.number("severity", SEVERITIES, missing="Choose how bad it is.")
    emotion = fields.number("emotion", EMOTIONS)
    said = fields.text("quote", most=3000)
    source = fields.choice("source", list(Source))
    where = fields.value("where", missing="Choose where it happened.")
    persona = fields.value("persona")
    fields.check()
    touchpoint = _chosen(session, request.workspace_id, where)
    pain = pains.add(
        session,
        touchpoint=touchpoint,
        told=told,
        kind=Kind.PAIN,
        channel_id=request.place.id if request.place else None,
        sighting=NewSighting(
            reporter_id=request.person.id,
            seen_at=request.now,
            severity=severity or 1,
            emotion=emotion,
            quote=said,
            source=source or None,
            persona_id=_persona(session, request.workspace_id, touchpoint, persona),
        ),
    )
    channel = _channel(request, session, touchpoint)
    receipt: list[Say | Post] = [receipt_views.receipt(pain, posted_in=channel)]
    if channel:
        receipt.append(message.post(pain, reporter_id=request.person.id, channel_id=channel))
    return receipt


def _log_form(
    session: Session, journey: Journey, *, told: str, where: TouchpointRow | None
) -> OpenForm:
    known = personas.of(session, workspace_id=journey.workspace_id, journey_id=identity(journey))
    return OpenForm(
        form_views.log_form(
            journey_id=identity(journey),
            journey=journey.name,
            told=told,
            where=where,
            personas=[(persona.name, str(identity(persona))) for persona in known],
        )
    )


def _likely(
    session: Session, workspace_id: str, journey_id: int, told: str
) -> TouchpointRow | None:
    """The one touchpoint whose whole name stands in the text, if it is only one."""
    if not told:
        return None
    text = f" {fold(told)} "
    rows = touchpoints.rows(session, workspace_id=workspace_id, journey_id=journey_id)
    named = [row for row in rows if f" {fold(row.name)} " in text]
    return named[0] if len(named) == 1 else None


def _chosen(session: Session, workspace_id: str, value: str) -> Touchpoint:
    touchpoint = (
        touchpoints.get_or_none(session, workspace_id=workspace_id, touchpoint_id=int(value))
        if value.isdigit()
        else None
    )
    if touchpoint is None:
        raise FieldError({"where": "This touchpoint no longer exists. Please choose another."})
    if touchpoint.retired_at is not None:
        raise FieldError(
            {
                "where": f"{touchpoint_number(touchpoint.number)} was retired while this form was "
                "open. Please choose another."
            }
        )
    return touchpoint


def _persona(session: Session, workspace_id: str, touchpoint: Touchpoint, value: str) -> int | None:
    if not value.isdigit():
        return None
    persona = personas.get_or_none(session, workspace_id=workspace_id, persona_id=int(value))
    if persona is None or persona.journey_id != touchpoint.journey_id:
        raise FieldError({"persona": "This persona no longer exists. Please choose another."})
    return persona.id


def _channel(request: Request, session: Session, touchpoint: Touchpoint) -> str | None:
    """Where the team hears of it: the channel it was logged in, else the journey's first."""
    bound = journeys.channel_ids(
        session, workspace_id=request.workspace_id, journey_id=touchpoint.journey_id
    )
    if request.place and request.place.id in bound:
        return request.place.id
    return bound[0] if bound else None
