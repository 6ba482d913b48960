"""What a sent form says was observed: checked, and freed of customer data."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from commands.errors import FieldError
from commands.fields import Fields
from commands.pain.detail_views import MAX_QUOTE, MAX_TOLD_BY, severity_name
from commands.pain.draft import Draft
from commands.pain.form_views import MAX_TOLD
from commands.request import Request
from storage import requests
from storage.pain.pains import NewSighting
from storage.persona import personas
from storage.vocabulary import EMOTIONS, SEVERITIES, Kind, PlaceKind, Source

_PERSON = re.compile(r"[UW][A-Z0-9]{1,31}")


@dataclass(frozen=True, slots=True)
class Observed:
    """What happened in full, the sighting itself, and what was masked in both, in words."""

    told: str
    sighting: NewSighting
    masked: str


def read(request: Request, session: Session, held: Draft, *, must_tell: bool) -> Observed:
    """What the form holds; FieldError for all that is wrong with it at once."""
    fields = Fields(held.values)
    missing = "Say in a few words what happened." if must_tell else None
    told = fields.text("what", most=MAX_TOLD, missing=missing)
    if must_tell:
        fields.value("where", missing="Choose where it happened.")
    rating = "Choose how much it pleased." if held.kind is Kind.DELIGHT else "Choose how bad it is."
    severity = fields.number(severity_name(held.kind), SEVERITIES, missing=rating)
    emotion = fields.number("emotion", EMOTIONS)
    quote = fields.text("quote", most=MAX_QUOTE)
    source = fields.choice("source", list(Source))
    told_by = fields.text("told_by", most=MAX_TOLD_BY, lines=False)
    made_by = _made_by(fields) if held.kind is Kind.DELIGHT else None
    persona = _persona(request, session, held, fields)
    fields.check()
    place = request.place
    sighting = NewSighting(
        reporter_id=request.person.id,
        seen_at=request.now,
        severity=severity or min(SEVERITIES),
        emotion=emotion,
        words="" if must_tell else told,
        quote=quote,
        source=source or None,
        persona_id=persona,
        told_by=told_by,
        permalink=held.permalink or None,
        place_id=place.id if place else None,
        place_private=place is not None and place.kind is not PlaceKind.PUBLIC,
        thanked_by_name=held.kind is Kind.PAIN and fields.ticked("thanked"),
        made_by=made_by,
    )
    return Observed(told, sighting, fields.masked)


def first(request: Request, session: Session) -> bool:
    """Whether nothing was stored out of this form yet; every later one is a double click."""
    return not request.form_id or requests.claim(
        session,
        workspace_id=request.workspace_id,
        key=_stored_key(request),
        at=request.now,
    )


def release(request: Request, session: Session) -> None:
    """Nothing was stored after all: the same click again must get the same answer."""
    for key in filter(None, (request.key, _stored_key(request))):
        requests.release(session, workspace_id=request.workspace_id, key=key)


def _stored_key(request: Request) -> str:
    return f"stored:{request.form_id}"


def _made_by(fields: Fields) -> str | None:
    maker = fields.value("maker")
    if not maker:
        return None
    if not _PERSON.fullmatch(maker):
        fields.wrong("maker", "Choose a person of this workspace.")
    if not fields.ticked("agreed"):
        fields.wrong("agreed", "Ask them first and tick this, or leave the name out.")
    return maker


def _persona(request: Request, session: Session, held: Draft, fields: Fields) -> int | None:
    value = fields.value("persona")
    if not value:
        return None
    persona = (
        personas.get_or_none(session, workspace_id=request.workspace_id, persona_id=int(value))
        if value.isascii() and value.isdigit()
        else None
    )
    if persona is None or persona.journey_id != held.journey_id:
        raise FieldError({"persona": "This persona no longer exists. Please choose another."})
    return persona.id
