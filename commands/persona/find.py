"""Finds the persona that is meant, by name or button, as far as somebody may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from commands import naming
from commands.errors import FieldError, UserError
from commands.request import Request
from storage.identity import identity
from storage.journey import journeys
from storage.models import Journey, Persona
from storage.persona import personas

_LONGEST_ID = 18


@dataclass(frozen=True, slots=True)
class Found:
    """The one that is meant; or else up to three that may have been."""

    persona: Persona | None
    near: Sequence[Persona] = ()


def by_name(session: Session, journey: Journey, typed: str) -> Found:
    """The journey's persona of this name, its beginning or its words; else what is near it.

    Retired ones are found when nobody else is called so.
    """
    known = personas.every(session, workspace_id=journey.workspace_id, journey_id=identity(journey))
    return Found(*naming.find(known, typed))


def exactly(session: Session, journey: Journey, typed: str) -> Persona | None:
    """The persona that is called just so, in use or retired."""
    return personas.named(
        session, workspace_id=journey.workspace_id, journey_id=identity(journey), name=typed
    )


def clicked(request: Request, session: Session) -> Persona:
    """The one a button is about: its value begins with the row."""
    found = or_none(request, session, request.value.partition(" ")[0])
    if found is None:
        raise UserError(
            "This persona is no longer here for you to see. `/journey personas` shows all there "
            "are."
        )
    return found


def of_form(request: Request, session: Session, *, field: str) -> Persona:
    """The one an open form is about; FieldError beside `field` when it is gone."""
    found = or_none(request, session, request.context.get("persona", ""))
    if found is None:
        raise FieldError({field: "This persona is no longer here for you to see."})
    return found


def or_none(request: Request, session: Session, value: str) -> Persona | None:
    """The persona whose row travelled in a button or a form, if it is for this person's eyes."""
    if not (value.isascii() and value.isdigit() and len(value) <= _LONGEST_ID):
        return None
    found = personas.get_or_none(session, workspace_id=request.workspace_id, persona_id=int(value))
    return found if found and journey_of(request, session, found) else None


def journey_of(request: Request, session: Session, persona: Persona) -> Journey | None:
    """Its journey, if the person may see it."""
    return journeys.get_or_none(session, viewer=request.viewer, journey_id=persona.journey_id)
