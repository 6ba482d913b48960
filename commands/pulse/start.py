"""Asks a pulse: `/journey pulse`, and the buttons that lead to its form."""

from datetime import timedelta

from sqlmodel import Session

from commands import blocks
from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import binding, which
from commands.masking import mask
from commands.pulse import find, listing, members, pulse_views, start_views
from commands.pulse.start_views import AUDIENCE, DAYS, KIND, QUESTION, WHERE, Held
from commands.reply import OpenForm, Reply, Say
from commands.request import Request
from commands.text import clean_line, clip
from commands.wording import touchpoint_number
from storage.identity import identity
from storage.journey import journeys
from storage.models import Journey, Touchpoint
from storage.pulse import asking, pulses
from storage.pulse.pulses import LEAST_DAYS, MOST_DAYS
from storage.pulse.results import LEAST_SHOWN
from storage.touchpoint import touchpoints
from storage.vocabulary import PlaceKind, PulseAudience, PulseKind

_LISTS = ("list", "all", "results")
_RANGE = f"Choose between {LEAST_DAYS} and {MOST_DAYS} days."
_LONGEST_ID = 18


def typed(request: Request, session: Session) -> Reply:
    """`/journey pulse list` shows them; other words are the question."""
    words = clean_line(request.text)
    if words.casefold() in _LISTS:
        return listing.first(request, session)
    question = clip(mask(words).text, start_views.MOST_QUESTION)
    journey = which.current(request, session)
    return _form(request, session, journey, Held(question=question))


def clicked(request: Request, session: Session) -> Reply:
    """A button: of a touchpoint, of a pulse to be asked again, or of the list."""
    kind, _, number = request.value.partition("-")
    point = (
        touchpoints.numbered(session, workspace_id=request.workspace_id, number=int(number))
        if kind == "T" and number.isdecimal() and len(number) <= _LONGEST_ID // 2
        else None
    )
    if point:
        return _form(request, session, _journey(request, session, point), Held(where=_at(point)))
    if not request.value:
        return _form(request, session, which.current(request, session), Held())
    asked = find.seen(request, session, request.value)
    point = find.touchpoint(session, asked)
    held = Held(
        asked.question,
        _at(point) if point.retired_at is None else None,
        asked.kind,
        asked.audience,
    )
    return _form(request, session, _journey(request, session, point), held)


def submit(request: Request, session: Session) -> Reply:
    """Starts it; Slack is asked who is in the channel."""
    journey = which.current(request, session)
    if journey is None or request.place is None:
        raise FieldError({QUESTION: "This journey is no longer here for you to see."})
    _check_place(request, session, journey)
    fields = Fields(request.values)
    question = fields.text(
        QUESTION, most=start_views.MOST_QUESTION, missing="Write the question.", lines=False
    )
    point = _chosen(session, journey, fields)
    kind = fields.choice(KIND, list(PulseKind), missing="Choose how it is answered.")
    audience = fields.choice(AUDIENCE, list(PulseAudience), missing="Choose who is asked.")
    days = fields.value(DAYS, missing=_RANGE)
    if not days.isdecimal() or not LEAST_DAYS <= int(days[:6]) <= MOST_DAYS:
        fields.wrong(DAYS, _RANGE)
    if point and audience == PulseAudience.LOGGERS:
        _enough(session, point, fields)
    fields.check()
    if point is None:
        raise UserError("Choose the touchpoint that it is about.")
    begun = pulses.start(
        session,
        touchpoint=point,
        channel_id=request.place.id,
        private=request.place.kind is PlaceKind.PRIVATE,
        question=question,
        kind=PulseKind(kind),
        audience=PulseAudience(audience),
        person_id=request.person.id,
        at=request.now,
        closes_at=request.now + timedelta(days=int(days)),
    )
    if begun is None:
        raise FieldError({QUESTION: "This is being asked there right now. Ask something else."})
    about = pulse_views.about(point.number, point.name)
    receipt = start_views.started(begun, identity(begun), about, masked=fields.masked)
    return [Say(*receipt), *members.ask(request, session, begun)]


def _form(request: Request, session: Session, journey: Journey | None, held: Held) -> Reply:
    if journey is None:
        return which.ask(request, session)
    _check_place(request, session, journey)
    context = {"journey": str(identity(journey))}
    return [OpenForm(start_views.start_form(journey.name, held, context=context))]


def _check_place(request: Request, session: Session, journey: Journey) -> None:
    """A channel whose people may see the journey."""
    if not binding.in_channel(request):
        raise UserError(
            "The result of a pulse goes to a team. Type `/journey pulse` in the team's channel."
        )
    if binding.would_open(request, session, journey):
        raise UserError(
            "This journey is kept to a private channel. Ask there, so that nobody sees more than "
            "they may."
        )


def _journey(request: Request, session: Session, point: Touchpoint) -> Journey:
    found = journeys.get_or_none(session, viewer=request.viewer, journey_id=point.journey_id)
    if found is None:
        raise UserError(find.GONE)
    return found


def _at(point: Touchpoint) -> tuple[str, str]:
    return clip(f"{touchpoint_number(point.number)} {point.name}", blocks.MAX_OPTION), str(
        identity(point)
    )


def _chosen(session: Session, journey: Journey, fields: Fields) -> Touchpoint | None:
    value = fields.value(WHERE, missing="Choose the touchpoint that it is about.")
    if not value:
        return None
    known = value.isascii() and value.isdigit() and len(value) <= _LONGEST_ID
    found = (
        touchpoints.get_or_none(
            session, workspace_id=journey.workspace_id, touchpoint_id=int(value)
        )
        if known
        else None
    )
    if found is None or found.journey_id != journey.id:
        fields.wrong(WHERE, "This touchpoint no longer exists. Choose another.")
        return None
    if found.retired_at is not None:
        fields.wrong(WHERE, "This touchpoint was retired meanwhile. Choose another.")
    return found


def _enough(session: Session, point: Touchpoint, fields: Fields) -> None:
    count = len(asking.loggers(session, touchpoint=point))
    if count < LEAST_SHOWN:
        fields.wrong(
            AUDIENCE,
            f"Fewer than {LEAST_SHOWN} people logged something there, and results are shown from "
            f"{LEAST_SHOWN} answers up. Ask everybody in this channel.",
        )
