"""Edits a persona without overwriting what somebody else changed meanwhile."""

from sqlmodel import Session

from commands import conflicts
from commands.change_words import who
from commands.conflicts import Comparison
from commands.errors import FieldError
from commands.fields import Fields
from commands.persona import card, find, form, form_fields, form_views, photo, words
from commands.reply import OpenForm, Reply
from commands.request import Request
from storage.history import entries as history
from storage.identity import identity
from storage.models import Journey, Persona
from storage.models.columns import JsonObject
from storage.persona import personas, pictures

_UNCHANGED = "*{}* stays as it was: nothing in the form was changed."


def clicked(request: Request, session: Session) -> Reply:
    """The card's button."""
    return begin(request, session, find.clicked(request, session))


def begin(request: Request, session: Session, persona: Persona) -> Reply:
    """`/journey persona edit <name>`."""
    if persona.retired_at is not None:
        lead = f"*{words.named(persona)}* is retired. Restore it first."
        return [card.answer(request, session, persona, lead=lead)]
    seen = str(history.latest_id(session, persona))
    context = _context(persona, seen=seen, known=seen)
    held = personas.editable(persona)
    has_picture = pictures.of(session, persona=persona) is not None
    return [OpenForm(form_views.edit_form(held, context=context, has_picture=has_picture))]


def submit(request: Request, session: Session) -> Reply:
    """Stores what the person changed, unless somebody else changed the same meanwhile."""
    persona = personas.lock(session, persona=find.of_form(request, session, field="name"))
    if persona.retired_at is not None:
        raise FieldError(
            {
                "name": "It was retired while this form was open, so nothing was stored. Bring it "
                f"back with /journey persona restore {persona.name}"
            }
        )
    fields = Fields(request.values)
    sent = form_fields.read(fields)
    fields.check()
    picture = photo.chosen(request)
    compared = conflicts.compare(
        stored=personas.editable(persona),
        sent=sent,
        since=history.since(
            session, persona, history_id=conflicts.carried(request.context, "seen")
        ),
        known=conflicts.carried(request.context, "known"),
        touched=request.context.get("touched", "").split(","),
    )
    if compared.clashes:
        return [_asked_again(request, session, persona, compared)]
    _check_name(session, persona, compared.changes)
    off = photo.taken_off(request, session, persona)
    lead = "" if off or picture else _UNCHANGED.format(words.named(persona))
    lead = _stored(request, session, persona, compared.changes) or lead
    told = ("Its picture is gone." if off else "", "The picture is on its way." if picture else "")
    lead = " ".join(filter(None, (lead, *told, fields.masked)))
    return [
        card.answer(request, session, persona, lead=lead),
        *photo.fetch(request, persona, picture),
    ]


def _check_name(session: Session, persona: Persona, changes: JsonObject) -> None:
    name = changes.get("name", persona.name)
    other = personas.named(
        session,
        workspace_id=persona.workspace_id,
        journey_id=persona.journey_id,
        name=name,
        besides=identity(persona),
    )
    if other and name != persona.name:
        journey = session.get_one(Journey, persona.journey_id)
        raise FieldError({"name": form.taken(session, journey, name)})


def _stored(request: Request, session: Session, persona: Persona, changes: JsonObject) -> str:
    before = personas.editable(persona)
    changed = personas.edit(
        session, persona=persona, changes=changes, actor_id=request.person.id, at=request.now
    )
    if not changed:
        return ""
    differing = [name for name, held in changes.items() if held != before[name]]
    return f"*{words.named(persona)}* is changed: {words.labels(differing)}."


def _asked_again(
    request: Request, session: Session, persona: Persona, compared: Comparison
) -> OpenForm:
    """The form once more, with the person's words in it and the others' above."""
    context = _context(
        persona,
        seen=request.context.get("seen", "0"),
        known=str(history.latest_id(session, persona)),
        touched=",".join(compared.changes),
    )
    held = {**personas.editable(persona), **compared.changes}
    theirs = [
        f"{who(clash.theirs.actor_id)} set *{words.LABELS[clash.column]}* to "
        f"{words.value((clash.theirs.after or {})[clash.column])}"
        for clash in compared.clashes
    ]
    notes = [conflicts.INTRO, *theirs]
    has_picture = pictures.of(session, persona=persona) is not None
    return OpenForm(
        form_views.edit_form(held, context=context, notes=notes, has_picture=has_picture)
    )


def _context(persona: Persona, *, seen: str, known: str, touched: str = "") -> dict[str, str]:
    return {
        "journey": str(persona.journey_id),
        "persona": str(identity(persona)),
        "seen": seen,
        "known": known,
        "touched": touched,
    }
