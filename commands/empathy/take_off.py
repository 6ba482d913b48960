"""Takes somebody's note off the map, for who runs the journey; the history tells who did."""

from sqlmodel import Session

from commands.empathy import map_show, map_views, note_find, rounds
from commands.empathy.map_show import page_of, split
from commands.errors import UserError
from commands.journey import roles
from commands.persona import find
from commands.reply import Replace, Reply
from commands.request import Request
from commands.wording import title
from storage.empathy import collecting as empathy
from storage.empathy import notes as empathy_notes
from storage.identity import identity
from storage.models import EmpathyNote, Journey, Persona
from storage.vocabulary import EmpathySide


def clicked(request: Request, session: Session) -> Reply:
    """The button Take off: the note and the page it stands on."""
    note_id, page = split(request.value, 2)
    held, persona = _found(request, session, note_id)
    empathy.hold(session, persona=persona)
    session.refresh(held)
    off = empathy_notes.take_back(
        session, persona=persona, note=held, actor_id=request.person.id, at=request.now
    )
    said = f"“{title(held.words)}” by <@{held.author_id}>"
    lead = f"{said} is off the map." if off else f"{said} was off the map already."
    text, body = map_show.side_page(
        request,
        session,
        persona,
        EmpathySide(held.side),
        page_of(page),
        lead=map_views.taken_off(persona, identity(held), lead),
    )
    return [Replace(text, body), *rounds.rebuilt(note_find.round_of(session, held))]


def _found(request: Request, session: Session, note_id: str) -> tuple[EmpathyNote, Persona]:
    """A note that everybody sees, for who runs its journey."""
    held = note_find.any_row(request, session, note_id)
    persona = find.or_none(request, session, str(held.persona_id)) if held else None
    if held is None or persona is None or empathy.is_hidden(note_find.round_of(session, held)):
        raise UserError(map_show.OLD)
    journey = session.get_one(Journey, persona.journey_id)
    if not roles.runs(request, session, journey):
        raise UserError(
            "The journey's owner, its facilitators and administrators take others' notes off. "
            f"Ask <@{journey.owner_id}>."
        )
    return held, persona
