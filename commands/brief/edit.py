"""Writes what to say today, without overwriting what somebody else wrote meanwhile."""

from sqlmodel import Session

from commands import conflicts
from commands.brief import access, place_views, places, show, write_views
from commands.brief.places import Place
from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.reply import OpenForm, Reply
from commands.request import Request
from commands.text import quote
from storage.brief import briefs
from storage.models import Brief, Journey, Touchpoint
from storage.models.columns import to_milliseconds
from storage.touchpoint import touchpoints

_FIELD = "words"


def open_form(request: Request, session: Session) -> Reply:
    """The button Edit of a brief."""
    place = places.carried(request, session, request.value)
    journey = session.get_one(Journey, place.journey_id)
    if not access.may_edit(request, session, journey, place):
        raise UserError(
            "What to say here is changed by the touchpoint's owner, the journey's owner and "
            "facilitators, and administrators. Ask "
            f"<@{access.whom_to_ask(journey, place)}> to change it."
        )
    last = briefs.of(session, place=place)
    return [_form(place, held=last.words if last else "", last=last)]


def submit(request: Request, session: Session) -> Reply:
    """The form "What to say today"."""
    fields = Fields(request.values)
    words = fields.text(_FIELD, most=briefs.MOST)
    lines = words.count("\n") + 1
    if lines > write_views.MOST_LINES:
        fields.wrong(
            _FIELD,
            f"These are {lines} lines; a phone shows {write_views.MOST_LINES}. Please shorten it.",
        )
    fields.check()
    place = _held(request, session)
    last = briefs.of(session, place=place)
    if _overtaken(request, last, words):
        return [_form(place, held=words, last=last, note=_note(last))]
    changed = briefs.write(
        session, place=place, words=words, actor_id=request.person.id, at=request.now
    )
    lead = "Saved. This is the brief now:" if changed else "Nothing was changed."
    lead = " ".join(filter(None, (lead, fields.masked)))
    return [show.answer(request, session, place, lead=lead)]


def _held(request: Request, session: Session) -> Place:
    """The form's place, which nobody changes until this is done; FieldError when it is gone."""
    try:
        place = places.carried(request, session, request.context.get("about", ""))
    except UserError as error:
        raise FieldError({_FIELD: str(error).replace("`", "")}) from error
    if not access.may_edit(request, session, session.get_one(Journey, place.journey_id), place):
        gone = "This place has another owner by now, so nothing was stored. Ask them to change it."
        raise FieldError({_FIELD: gone})
    if isinstance(place, Touchpoint):
        return touchpoints.lock(session, touchpoint=place)
    return touchpoints.lock_stage(session, stage=place)


def _overtaken(request: Request, last: Brief | None, words: str) -> bool:
    """Whether somebody else wrote something else since the form was opened."""
    if _stamp(last) == request.context.get("seen") or (last.words if last else "") == words:
        return False
    return last is None or last.by_id != request.person.id


def _note(last: Brief | None) -> str:
    if last is None:
        return f"{conflicts.INTRO}\nSomebody took away what was written here."
    return f"{conflicts.INTRO}\n<@{last.by_id}> wrote:\n{quote(last.words)}"


def _form(place: Place, *, held: str, last: Brief | None, note: str = "") -> OpenForm:
    context = {"about": place_views.place_value(place), "seen": _stamp(last)}
    notes = [note] if note else []
    view = write_views.write_form(place, held=held, most=briefs.MOST, context=context, notes=notes)
    return OpenForm(view)


def _stamp(last: Brief | None) -> str:
    return str(to_milliseconds(last.at)) if last else "none"
