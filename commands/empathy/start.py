"""Starts to collect empathy notes in a channel: `/journey empathy <name>`."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.empathy import empathy_views, map_show, rounds, start_views
from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import binding
from commands.persona import find
from commands.reply import OpenForm, Reply
from commands.request import Request
from storage.empathy import collecting as empathy
from storage.empathy import map as empathy_map
from storage.empathy import notes as empathy_notes
from storage.empathy import seen as empathy_seen
from storage.empathy.seen import Ready
from storage.identity import identity
from storage.models import Journey, Persona
from storage.vocabulary import EmpathySide

# What a map begins with: enough to see how it goes, and not so much that nobody adds to it.
_AT_MOST = {EmpathySide.SAYS: 6, EmpathySide.PAINS: 4, EmpathySide.GAINS: 2}


def clicked(request: Request, session: Session) -> Reply:
    """The button "Collect with the team"."""
    return begin(request, session, find.clicked(request, session))


def begin(request: Request, session: Session, persona: Persona) -> Reply:
    """The form; the map where nothing can be collected, or where it is being done."""
    can = binding.in_channel(request) and not request.person.guest
    if not can or persona.retired_at is not None:
        return [map_show.answer(request, session, persona)]
    if _running(request, session, persona):
        lead = "Notes about them are being collected here, silently. Add yours."
        return [map_show.answer(request, session, persona, lead=lead)]
    _check_place(request, session, persona)
    counts = empathy_map.counts(
        session,
        workspace_id=persona.workspace_id,
        journey_id=persona.journey_id,
        reader_id=request.person.id,
    )
    view = start_views.start_form(
        persona,
        form_id=empathy_views.START,
        notes=counts.get(identity(persona), 0),
        ready=len(_first(session, persona)),
        context={"persona": str(identity(persona)), "journey": str(persona.journey_id)},
    )
    return [OpenForm(view)]


def submit(request: Request, session: Session) -> Reply:
    """Begins the round and posts its message."""
    persona = find.of_form(request, session, field=start_views.HOW)
    fields = Fields(request.values)
    how = fields.choice(
        start_views.HOW, (start_views.SILENT, start_views.OPEN), missing="Choose how."
    )
    fields.check()
    if request.place is None or persona.retired_at is not None:
        raise FieldError({start_views.HOW: "This persona was retired. Restore it first."})
    _check_place(request, session, persona)
    empathy.hold(session, persona=persona)
    if _running(request, session, persona):
        raise FieldError(
            {start_views.HOW: "Somebody started this here a moment ago. Add your notes there."}
        )
    begun = empathy.start(
        session,
        persona=persona,
        channel_id=request.place.id,
        silent=how == start_views.SILENT,
        person_id=request.person.id,
        at=request.now,
    )
    if fields.ticked(start_views.BEGIN):
        for ready in _first(session, persona):
            empathy_notes.use(
                session,
                persona=persona,
                held=ready.held,
                author_id=request.person.id,
                at=request.now,
            )
    return [rounds.post(session, begun, persona)]


def _running(request: Request, session: Session, persona: Persona) -> bool:
    """Whether notes about the persona are collected silently in this channel."""
    if request.place is None:
        return False
    return empathy.is_hidden(empathy.latest(session, persona=persona, channel_id=request.place.id))


def _first(session: Session, persona: Persona) -> Sequence[Ready]:
    """What a map begins with: the latest of each side that it doesn't hold yet."""
    unused = [each for each in empathy_seen.ready(session, persona=persona) if not each.used]
    return [
        each
        for side, most in _AT_MOST.items()
        for each in [one for one in unused if one.side is side][:most]
    ]


def _check_place(request: Request, session: Session, persona: Persona) -> None:
    """A channel whose people may see the journey."""
    if binding.would_open(request, session, session.get_one(Journey, persona.journey_id)):
        raise UserError(
            "This journey is kept to a private channel. Collect there, so that nobody sees more "
            "than they may."
        )
