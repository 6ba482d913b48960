"""Adds a persona: `/journey persona`."""

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import which
from commands.persona import card, form_fields, form_views, photo, words
from commands.reply import OpenForm, Reply
from commands.request import Request
from commands.text import clean_line, clip
from storage.identity import identity
from storage.models import Journey, Persona
from storage.persona import personas


def open_form(request: Request, session: Session, *, name: str = "") -> Reply:
    """The form, with the name that was typed."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    if _full(session, journey):
        raise UserError(_no_room(journey))
    context = {"journey": str(identity(journey))}
    called = clip(clean_line(name), form_views.MAX_NAME)
    return [OpenForm(form_views.add_form(name=called, context=context))]


def clicked(request: Request, session: Session) -> Reply:
    """A button; its value is a name to begin with."""
    return open_form(request, session, name=request.value)


def submit(request: Request, session: Session) -> Reply:
    """Stores it, and shows its card."""
    journey = which.current(request, session)
    if journey is None:
        raise FieldError({"name": "This journey is no longer here for you to see."})
    fields = Fields(request.values)
    held = form_fields.read(fields)
    fields.check()
    picture = photo.chosen(request)
    if _full(session, journey):
        raise FieldError({"name": _no_room(journey)})
    added = personas.add(
        session, journey=journey, held=held, actor_id=request.person.id, at=request.now
    )
    if added is None:
        raise FieldError({"name": taken(session, journey, held["name"])})
    lead = " ".join(filter(None, (f"*{words.named(added)}* is added.", fields.masked)))
    return [
        card.answer(request, session, added, lead=lead),
        *photo.fetch(request, added, picture),
    ]


def taken(session: Session, journey: Journey, name: str) -> str:
    """Why the name can't be had; plain, as errors in forms are."""
    other = personas.named(
        session, workspace_id=journey.workspace_id, journey_id=identity(journey), name=name
    )
    return "Another persona has this name." if other is None else _called_so(other)


def _called_so(other: Persona) -> str:
    if other.retired_at is None:
        return (
            f"This journey has a persona called {other.name}. Choose another name, or edit that "
            f"one: /journey persona {other.name}"
        )
    return (
        f"A retired persona is called {other.name}. Bring it back with /journey persona restore "
        f"{other.name}, or choose another name."
    )


def _full(session: Session, journey: Journey) -> bool:
    used = personas.of(session, workspace_id=journey.workspace_id, journey_id=identity(journey))
    return len(used) >= personas.MOST


def _no_room(journey: Journey) -> str:
    del journey
    return (
        f"A journey has room for {personas.MOST} personas, and this one has them. Retire those "
        "that nobody needs any more: /journey personas"
    )
