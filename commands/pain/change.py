"""Edits a pain point without overwriting what somebody else changed meanwhile."""

from collections.abc import Sequence

from sqlmodel import Session

from commands import change_words, conflicts
from commands.blocks import Option
from commands.conflicts import Clash, Comparison
from commands.errors import FieldError
from commands.pain import (
    card,
    card_facts,
    change_fields,
    change_views,
    merge_learning,
    message,
    status_views,
    status_words,
)
from commands.pain.form_views import touchpoint_choice
from commands.reply import OpenForm, Reply
from commands.request import Request
from commands.wording import pain_number
from storage.history import entries as history
from storage.identity import identity
from storage.models import PainPoint
from storage.models.columns import JsonObject
from storage.pain import lives
from storage.persona import personas
from storage.touchpoint import rows as touchpoint_rows
from storage.vocabulary import Status


def clicked(request: Request, session: Session) -> Reply:
    """The card's button; its value is the number."""
    number = int(request.value) if request.value.isdecimal() else 0
    return begin(request, session, card.find(request, session, number))


def begin(request: Request, session: Session, pain: PainPoint) -> Reply:
    """`/pain edit P-12`."""
    if pain.status == Status.DUPLICATE:
        lead = f"*{pain_number(pain.number)}* is a duplicate. Edit the one it leads to."
        return [card.answer(request, session, pain, lead=lead)]
    seen = str(history.latest_id(session, pain))
    context = _context(pain, seen=seen, known=seen)
    return [_form(session, pain, held=lives.editable(session, pain=pain), context=context)]


def submit(request: Request, session: Session) -> Reply:
    """Stores what the person changed, unless somebody else changed the same meanwhile."""
    found = card.of_form(request, session)
    pain = found and lives.lock(session, workspace_id=request.workspace_id, number=found.number)
    if pain is None:
        raise FieldError({"title": "This pain point is no longer here for you to see."})
    if pain.status == Status.DUPLICATE:
        raise FieldError(
            {"title": "It was merged into another one while this form was open. Edit that one."}
        )
    stored = lives.editable(session, pain=pain)
    compared = conflicts.compare(
        stored=stored,
        sent={name: held for name, held in change_fields.read(request).items() if name in stored},
        since=history.since(
            session,
            pain,
            history_id=conflicts.carried(request.context, "seen"),
        ),
        known=conflicts.carried(request.context, "known"),
        touched=request.context.get("touched", "").split(","),
    )
    if compared.clashes:
        return [_asked_again(request, session, pain, compared)]
    change_fields.check(session, pain, compared.changes)
    return _stored(request, session, pain, compared.changes)


def _stored(request: Request, session: Session, pain: PainPoint, changes: JsonObject) -> Reply:
    before = lives.editable(session, pain=pain)
    actor, at = request.person.id, request.now
    if not lives.edit(session, pain=pain, changes=changes, actor_id=actor, at=at):
        said = f"*{status_words.named(pain)}* stays as it was: nothing in the form was changed."
        return [status_views.done(pain, said)]
    differing = [name for name, held in changes.items() if held != before[name]]
    if {"title", "description"} & set(differing):
        merge_learning.told_anew(session, pain)
    elif "touchpoint_id" in differing:
        merge_learning.placed(session, pain)
    listed = ", ".join(status_words.LABELS[name] for name in differing)
    said = f"*{status_words.named(pain)}* is changed: {listed}."
    return [status_views.done(pain, said), message.refresh(session, identity(pain), at)]


def _asked_again(
    request: Request, session: Session, pain: PainPoint, compared: Comparison
) -> OpenForm:
    """The form once more, with the person's words in it and the others' above."""
    context = _context(
        pain,
        seen=request.context.get("seen", "0"),
        known=str(history.latest_id(session, pain)),
        touched=",".join(compared.changes),
    )
    held = {**lives.editable(session, pain=pain), **compared.changes}
    notes = [conflicts.INTRO, *_theirs(session, pain, compared.clashes)]
    return _form(session, pain, held=held, context=context, notes=notes)


def _theirs(session: Session, pain: PainPoint, clashes: Sequence[Clash]) -> list[str]:
    names = card_facts.names(session, pain, [clash.theirs for clash in clashes])
    return [
        f"{change_words.who(clash.theirs.actor_id)} set *{change_views.LABELS[clash.column]}* to "
        f"{status_words.value(clash.column, (clash.theirs.after or {})[clash.column], names)}"
        for clash in clashes
    ]


def _form(
    session: Session,
    pain: PainPoint,
    *,
    held: JsonObject,
    context: dict[str, str],
    notes: Sequence[str] = (),
) -> OpenForm:
    workspace_id, journey_id = pain.workspace_id, pain.journey_id
    known = [*personas.of(session, workspace_id=workspace_id, journey_id=journey_id)]
    about = held.get("persona_id")
    if about is not None and about not in {persona.id for persona in known}:
        # A retired one stays chosen, or saving the form would take it away.
        known += filter(
            None, [personas.get_or_none(session, workspace_id=workspace_id, persona_id=about)]
        )
    return OpenForm(
        change_views.edit_form(
            pain.number,
            held=held,
            where=_place(session, pain, held["touchpoint_id"]),
            personas=[(persona.name, str(identity(persona))) for persona in known],
            context=context,
            notes=notes,
        )
    )


def _place(session: Session, pain: PainPoint, touchpoint_id: int) -> Option | None:
    rows = touchpoint_rows.rows(
        session, workspace_id=pain.workspace_id, journey_id=pain.journey_id, with_retired=True
    )
    return next((touchpoint_choice(row) for row in rows if row.id == touchpoint_id), None)


def _context(pain: PainPoint, *, seen: str, known: str, touched: str = "") -> dict[str, str]:
    return {
        "journey": str(pain.journey_id),
        "pain": str(pain.number),
        "seen": seen,
        "known": known,
        "touched": touched,
    }
