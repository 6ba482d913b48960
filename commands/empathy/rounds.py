"""Finds the round that is meant, and says how its message stands."""

from sqlmodel import Session

from commands.empathy import empathy_views, message_views
from commands.empathy.message_views import Shown
from commands.errors import UserError
from commands.persona import find
from commands.reply import Effect, Post, Rebuild, Refresh, Reply
from commands.request import Request
from storage.empathy import collecting as empathy
from storage.empathy import map as empathy_map
from storage.empathy import seen as empathy_seen
from storage.empathy.map import Whose
from storage.identity import identity
from storage.models import EmpathyRound, Journey, Persona

_LONGEST_ID = 18


def of_value(request: Request, session: Session, value: str) -> tuple[EmpathyRound, Persona]:
    """The round a button is about, and its persona; UserError when not for this one's eyes."""
    begun = _row(request, session, value)
    persona = find.or_none(request, session, str(begun.persona_id)) if begun else None
    if begun is None or persona is None:
        raise UserError(
            "This empathy map is no longer here for you to see. `/journey empathy` shows all "
            "there are."
        )
    return begun, persona


def about(
    request: Request, session: Session, persona: Persona, value: str = ""
) -> EmpathyRound | None:
    """The round that a note about the persona belongs to: the one said, else the channel's.

    Where there is neither, a silent one elsewhere: silence holds wherever people write.
    """
    begun = _row(request, session, value)
    if begun and begun.persona_id == persona.id:
        return begun
    here = (
        empathy.latest(session, persona=persona, channel_id=request.place.id)
        if request.place
        else None
    )
    return here or empathy.silent(session, persona=persona)


def message(request: Request, session: Session) -> Reply:
    """The channel's message, built when it is sent; the value is the round's row."""
    begun = _row(request, session, request.value)
    if begun is None:
        return []
    persona = session.get_one(Persona, begun.persona_id)
    text, body = message_views.message_blocks(shown(session, begun, persona))
    return [Refresh(empathy_views.subject(identity(begun)), text, body)]


def post(session: Session, begun: EmpathyRound, persona: Persona) -> Post:
    """The first appearance."""
    text, body = message_views.message_blocks(shown(session, begun, persona))
    return Post(begun.channel_id, text, body, subject=empathy_views.subject(identity(begun)))


def rebuilt(begun: EmpathyRound | None) -> list[Effect]:
    """The message is to show how it stands."""
    if begun is None:
        return []
    round_id = identity(begun)
    return [Rebuild(empathy_views.subject(round_id), empathy_views.BUILDER, str(round_id))]


def shown(session: Session, begun: EmpathyRound, persona: Persona) -> Shown:
    """The round with what the message needs: only what everybody may see."""
    notes, people = empathy.taken_part(session, begun=begun)
    whose = Whose(persona.workspace_id, identity(persona), reader_id=None)
    return Shown(
        begun=begun,
        persona=persona,
        journey=session.get_one(Journey, persona.journey_id).name,
        notes=notes,
        people=people,
        hidden=empathy.is_hidden(begun),
        sides=empathy_map.by_side(session, whose, most=message_views.NOTES),
        ready=unused(session, persona),
    )


def unused(session: Session, persona: Persona) -> int:
    """How many notes wait that were really seen."""
    return sum(not each.used for each in empathy_seen.ready(session, persona=persona))


def _row(request: Request, session: Session, value: str) -> EmpathyRound | None:
    if not (value.isascii() and value.isdigit() and len(value) <= _LONGEST_ID):
        return None
    return empathy.get_or_none(session, workspace_id=request.workspace_id, round_id=int(value))
