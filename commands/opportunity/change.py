"""Edits an opportunity, or scores it by ICE, without overwriting what others changed meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from commands import conflicts
from commands.change_words import who
from commands.conflicts import Clash, Comparison
from commands.errors import FieldError
from commands.fields import Fields
from commands.opportunity import card, find, form_fields, form_views, words
from commands.reply import OpenForm, Reply, View
from commands.request import Request
from commands.wording import opportunity_number, title
from storage.history import entries as history
from storage.models import Opportunity
from storage.models.columns import JsonObject
from storage.opportunity import opportunities
from storage.opportunity import pains as opportunity_pains
from storage.pain import rows as pain_rows
from storage.vocabulary import OpportunityStatus

Held = JsonObject


@dataclass(frozen=True, slots=True)
class _Asked:
    """One of the two forms: how it is read, and beside which field an error of the whole stands."""

    read: Callable[..., Held]
    show: Callable[..., View]
    field: str


def edit(request: Request, session: Session) -> Reply:
    """The button Edit."""
    return begin(request, session, find.clicked(request, session))


def begin(request: Request, session: Session, opportunity: Opportunity) -> Reply:
    """`/journey opportunity edit O-4`."""
    return _begin(request, session, opportunity, _EDIT)


def ice(request: Request, session: Session) -> Reply:
    """The button "Score by ICE"."""
    return begin_ice(request, session, find.clicked(request, session))


def begin_ice(request: Request, session: Session, opportunity: Opportunity) -> Reply:
    """`/journey opportunity ice O-4`."""
    return _begin(request, session, opportunity, _ICE)


def submit(request: Request, session: Session) -> Reply:
    """The form "Edit O-4"."""
    return _submit(request, session, _EDIT)


def submit_ice(request: Request, session: Session) -> Reply:
    """The form "Score by ICE"."""
    return _submit(request, session, _ICE)


def _begin(request: Request, session: Session, opportunity: Opportunity, asked: _Asked) -> Reply:
    if opportunity.status == OpportunityStatus.DROPPED:
        lead = f"*{words.named(opportunity)}* was dropped. Restore it first, if it is worth it."
        return [card.answer(request, session, opportunity, lead=lead)]
    seen = str(history.latest_id(session, opportunity))
    held = opportunities.editable(session, opportunity=opportunity)
    context = _context(opportunity, seen=seen, known=seen)
    return [OpenForm(asked.show(request, session, opportunity, held, context, ()))]


def _submit(request: Request, session: Session, asked: _Asked) -> Reply:
    """Stores what the person changed, unless somebody else changed the same meanwhile."""
    opportunity = find.locked(request, session, field=asked.field)
    number = opportunity_number(opportunity.number)
    if opportunity.status == OpportunityStatus.DROPPED:
        said = f"{number} was dropped while this form was open, so nothing was stored. Bring it "
        raise FieldError({asked.field: f"{said}back with /journey opportunity restore {number}."})
    fields = Fields(request.values)
    sent = asked.read(request, session, fields, journey_id=opportunity.journey_id)
    fields.check()
    compared = conflicts.compare(
        stored=opportunities.editable(session, opportunity=opportunity),
        sent=sent,
        since=history.since(
            session,
            opportunity,
            history_id=conflicts.carried(request.context, "seen"),
        ),
        known=conflicts.carried(request.context, "known"),
        touched=request.context.get("touched", "").split(","),
    )
    if compared.clashes:
        return [_asked_again(request, session, opportunity, asked, compared)]
    lead = _stored(request, session, opportunity, compared.changes)
    lead = " ".join(filter(None, (lead, fields.masked)))
    return [card.answer(request, session, opportunity, lead=lead)]


def _stored(request: Request, session: Session, opportunity: Opportunity, changes: Held) -> str:
    before = opportunities.editable(session, opportunity=opportunity)
    changed = opportunities.edit(
        session,
        opportunity=opportunity,
        changes=changes,
        actor_id=request.person.id,
        at=request.now,
    )
    if not changed:
        return f"*{words.named(opportunity)}* stays as it was: nothing in the form was changed."
    differing = [name for name, held in changes.items() if held != before[name]]
    listed = ", ".join(words.LABELS[name] for name in differing)
    return f"*{words.named(opportunity)}* is changed: {listed}."


def _asked_again(
    request: Request,
    session: Session,
    opportunity: Opportunity,
    asked: _Asked,
    compared: Comparison,
) -> OpenForm:
    """The form once more, with the person's words in it and the others' above."""
    context = _context(
        opportunity,
        seen=request.context.get("seen", "0"),
        known=str(history.latest_id(session, opportunity)),
        touched=",".join(compared.changes),
    )
    held = {**opportunities.editable(session, opportunity=opportunity), **compared.changes}
    notes = [conflicts.INTRO, *_theirs(compared.clashes)]
    return OpenForm(asked.show(request, session, opportunity, held, context, notes))


def _theirs(clashes: Sequence[Clash]) -> list[str]:
    return [
        f"{who(clash.theirs.actor_id)} set *{form_views.LABELS[clash.column]}* to "
        f"{words.value(clash.column, (clash.theirs.after or {})[clash.column])}"
        for clash in clashes
    ]


def _edit_form(
    request: Request,
    session: Session,
    opportunity: Opportunity,
    held: Held,
    context: dict[str, str],
    notes: Sequence[str],
) -> View:
    answered = opportunity_pains.known(
        session,
        workspace_id=opportunity.workspace_id,
        journey_id=opportunity.journey_id,
        numbers=held["pains"],
    )
    rows = pain_rows.rows(session, opportunity.workspace_id, list(answered.values()), request.now)
    return form_views.edit_form(
        opportunity.number,
        held=held,
        pains=[form_views.pain_choice(row) for row in rows],
        context=context,
        notes=notes,
    )


def _ice_form(
    request: Request,
    session: Session,
    opportunity: Opportunity,
    held: Held,
    context: dict[str, str],
    notes: Sequence[str],
) -> View:
    del request, session
    return form_views.ice_form(
        opportunity.number,
        title=title(opportunity.title),
        held=held,
        context=context,
        notes=notes,
    )


_EDIT = _Asked(form_fields.edited, _edit_form, "title")
_ICE = _Asked(form_fields.ice, _ice_form, "ice_impact")


def _context(
    opportunity: Opportunity, *, seen: str, known: str, touched: str = ""
) -> dict[str, str]:
    return {
        "journey": str(opportunity.journey_id),
        "opportunity": str(opportunity.number),
        "seen": seen,
        "known": known,
        "touched": touched,
    }
