"""Finds a person's own note, and the round it was given in."""

from sqlmodel import Session

from commands.empathy import note_views
from commands.errors import FieldError, UserError
from commands.journey import roles
from commands.persona import find
from commands.request import Request
from storage.empathy import collecting as empathy
from storage.empathy import notes as empathy_notes
from storage.models import EmpathyNote, EmpathyRound, Journey, Persona

_LONGEST_ID = 18


def of(request: Request, session: Session, note_id: str) -> tuple[EmpathyNote, Persona]:
    """The note a button is about, with its persona; UserError when it isn't this person's."""
    found = _row(request, session, note_id)
    persona = find.or_none(request, session, str(found.persona_id)) if found else None
    if found is None or persona is None:
        raise UserError("This note is not yours to change. *My notes* shows those that are.")
    return found, persona


def to_put_back(request: Request, session: Session, note_id: str) -> tuple[EmpathyNote, Persona]:
    """What its author may put back who took it, and what those may who run the journey."""
    found = any_row(request, session, note_id)
    persona = find.or_none(request, session, str(found.persona_id)) if found else None
    if found and persona:
        journey = session.get_one(Journey, persona.journey_id)
        if roles.runs(request, session, journey):
            return found, persona
        if found.author_id == request.person.id and found.retired_by not in (
            None,
            found.author_id,
        ):
            raise UserError(
                f"<@{found.retired_by}> took this note off the map. Ask them if it should be back."
            )
    return of(request, session, note_id)


def of_form(request: Request, session: Session, persona: Persona) -> EmpathyNote:
    """The person's own note that an open form is about."""
    found = _row(request, session, request.context.get("note", ""))
    if found is None or found.persona_id != persona.id:
        raise FieldError({note_views.WORDS: "This note is no longer yours to change."})
    empathy.hold(session, persona=persona)
    session.refresh(found)
    if found.retired_at is not None:
        raise FieldError(
            {note_views.WORDS: "You took this note back while the form was open: not stored."}
        )
    return found


def round_of(session: Session, held: EmpathyNote) -> EmpathyRound | None:
    """The round it was given in."""
    if held.round_id is None:
        return None
    return empathy.get_or_none(session, workspace_id=held.workspace_id, round_id=held.round_id)


def any_row(request: Request, session: Session, note_id: str) -> EmpathyNote | None:
    """A note of whomever, by what a button carries."""
    if not (note_id.isascii() and note_id.isdigit() and len(note_id) <= _LONGEST_ID):
        return None
    return empathy_notes.get_or_none(
        session, workspace_id=request.workspace_id, note_id=int(note_id)
    )


def _row(request: Request, session: Session, note_id: str) -> EmpathyNote | None:
    """A note of the person's own."""
    found = any_row(request, session, note_id)
    return found if found and found.author_id == request.person.id else None
