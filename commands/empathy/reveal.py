"""Ends the silence: who may, once, and the picture that goes to the channel."""

from sqlmodel import Session

from commands.empathy import picture, rounds
from commands.errors import UserError
from commands.journey import roles
from commands.reply import Reply
from commands.request import Request
from storage.empathy import collecting as empathy
from storage.models import EmpathyRound, Journey, Persona

_OVER = "This was revealed already: the notes stand in the channel."


def reveal(request: Request, session: Session) -> Reply:
    """The button Reveal."""
    begun, persona = rounds.of_value(request, session, request.value)
    _check(request, session, begun, persona)
    if not empathy.reveal(
        session, begun=begun, persona=persona, person_id=request.person.id, at=request.now
    ):
        raise UserError(_OVER)
    drawn = picture.picture(request, session, persona, channel_id=begun.channel_id)
    return [*rounds.rebuilt(begun), drawn]


def _check(request: Request, session: Session, begun: EmpathyRound, persona: Persona) -> None:
    if not empathy.is_hidden(begun):
        raise UserError(_OVER)
    journey = session.get_one(Journey, persona.journey_id)
    if request.person.id != begun.started_by and not roles.runs(request, session, journey):
        raise UserError(
            f"<@{begun.started_by}> started this and can reveal it, so can the journey's owner "
            f"<@{journey.owner_id}>, its facilitators and workspace administrators."
        )
    notes, _ = empathy.taken_part(session, begun=begun)
    if not notes:
        raise UserError("Nobody has written a note yet, so there is nothing to reveal.")
