"""Takes a persona off the lists and forms, and brings it back."""

from sqlmodel import Session

from commands.persona import card, find, words
from commands.reply import Replace, Reply, Say
from commands.request import Kind, Request
from commands.wording import day
from storage import retirement
from storage.models import Persona
from storage.persona import personas


def retire_clicked(request: Request, session: Session) -> Reply:
    """The card's button, which asks before."""
    return retire(request, session, find.clicked(request, session))


def restore_clicked(request: Request, session: Session) -> Reply:
    """The button on a retired one's card."""
    return restore(request, session, find.clicked(request, session))


def retire(request: Request, session: Session, persona: Persona) -> Reply:
    """`/journey persona retire <name>`."""
    persona = personas.lock(session, persona=persona)
    since = persona.retired_at
    if retirement.retire(session, persona, actor_id=request.person.id, at=request.now):
        said = (
            f"*{words.named(persona)}* is retired: off the lists and forms. What was seen of them "
            "is kept."
        )
    else:
        said = f"*{words.named(persona)}* was retired already{f' ({day(since)})' if since else ''}."
    return _answer(request, session, persona, said)


def restore(request: Request, session: Session, persona: Persona) -> Reply:
    """`/journey persona restore <name>`."""
    persona = personas.lock(session, persona=persona)
    used = personas.of(session, workspace_id=persona.workspace_id, journey_id=persona.journey_id)
    if persona.retired_at is None:
        said = f"*{words.named(persona)}* is in use."
    elif len(used) >= personas.MOST:
        said = (
            f"*{words.named(persona)}* stays retired: this journey has {personas.MOST} personas, "
            "and no room for another one."
        )
    else:
        retirement.restore(session, persona, actor_id=request.person.id, at=request.now)
        said = f"*{words.named(persona)}* is back on the lists and forms."
    return _answer(request, session, persona, said)


def _answer(request: Request, session: Session, persona: Persona, lead: str) -> Reply:
    """The card as it is now; in the place of the one that was clicked."""
    put = Replace if request.kind is Kind.ACTION and not request.in_form else Say
    return [card.answer(request, session, persona, lead=lead, put=put)]
