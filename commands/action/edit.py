"""Edits an action without overwriting what somebody else changed meanwhile."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from commands import change_words, conflicts
from commands.action import (
    access,
    action_words,
    answers,
    form_fields,
    form_views,
    moves,
    owning,
    status_rules,
)
from commands.action.access import Asked
from commands.action.form_views import Held
from commands.conflicts import Clash
from commands.reply import Effect, OpenForm, Reply
from commands.request import Request
from storage.action import actions
from storage.action import reminders as action_reminders
from storage.history import entries as history
from storage.models import Action
from storage.models.columns import JsonObject
from storage.pain import pains


def begin(request: Request, session: Session) -> Reply:
    """The card's button; its value is the number."""
    action = access.of_value(request, session)
    if not actions.is_open(action):
        asked = Asked(action, action.status, "")
        return status_rules.as_it_is(request, session, asked)
    seen = str(history.latest_id(session, action))
    context = _context(action, seen=seen, known=seen)
    return [_form(session, action, actions.editable(session, action=action), context=context)]


def submit(request: Request, session: Session) -> Reply:
    """Stores what the person changed, unless somebody else changed the same meanwhile."""
    action = access.of_form(request, session, field="what").action
    if not actions.is_open(action):
        asked = Asked(action, action.status, "")
        return status_rules.as_it_is(request, session, asked)
    stored = actions.editable(session, action=action)
    read = form_fields.read(request, session, journey_id=action.journey_id, was_due=action.due_on)
    sent: JsonObject = {
        "what": read.what,
        "owner_id": read.owner_id,
        "due_on": read.due_on.isoformat(),
        "kpi": read.kpi,
        "hypothesis": read.hypothesis,
        "pains": [pain.number for pain in read.pains],
    }
    compared = conflicts.compare(
        stored=stored,
        sent=sent,
        since=history.since(
            session,
            action,
            history_id=conflicts.carried(request.context, "changed"),
        ),
        known=conflicts.carried(request.context, "known"),
        touched=request.context.get("touched", "").split(","),
    )
    if compared.clashes:
        context = _context(
            action,
            seen=request.context.get("changed", "0"),
            known=str(history.latest_id(session, action)),
            touched=",".join(compared.changes),
        )
        notes = [conflicts.INTRO, *(_theirs(clash) for clash in compared.clashes)]
        held = {**stored, **compared.changes}
        return [_form(session, action, held, context=context, notes=notes)]
    return _stored(request, session, action, compared.changes, masked=read.masked)


def _stored(
    request: Request, session: Session, action: Action, changes: JsonObject, *, masked: str
) -> Reply:
    was = action.owner_id
    differing = actions.edit(
        session, action=action, changes=changes, actor_id=request.person.id, at=request.now
    )
    named = action_words.named(action)
    if not differing:
        said = f"*{named}* stays as it was: nothing in the form was changed."
        return answers.after(request, session, action, lead=said, where="", quiet=True)
    effects: list[Effect] = []
    if "owner_id" in differing:
        effects += owning.handed_over(request, session, action, was=was)
    if "owner_id" in differing or request.person.id == action.owner_id:
        action_reminders.told(session, action=action, now=request.now)
    moved = moves.again(request, session, action) if "pains" in differing else moves.Moved()
    listed = ", ".join(action_words.LABELS[column] for column in differing)
    said = f"*{named}* is changed: {listed}.{moved.words} {masked}".rstrip()
    return answers.after(
        request, session, action, lead=said, where="", changed=[*effects, *moved.refreshed]
    )


def _form(
    session: Session,
    action: Action,
    held: JsonObject,
    *,
    context: dict[str, str],
    notes: Sequence[str] = (),
) -> OpenForm:
    chosen = []
    for number in held["pains"]:
        pain = pains.numbered(session, workspace_id=action.workspace_id, number=number)
        if pain is not None:
            chosen.append(form_views.choice(number, pain.title))
    shown = Held(
        owner_id=held["owner_id"],
        due_on=date.fromisoformat(held["due_on"]),
        what=held["what"],
        kpi=held["kpi"],
        hypothesis=held["hypothesis"],
        pains=chosen,
    )
    return OpenForm(form_views.edit_form(action.number, shown, context=context, notes=notes))


def _theirs(clash: Clash) -> str:
    held = (clash.theirs.after or {})[clash.column]
    label = action_words.LABELS[clash.column]
    who = change_words.who(clash.theirs.actor_id)
    return f"{who} set the {label} to {action_words.value(clash.column, held)}"


def _context(action: Action, *, seen: str, known: str, touched: str = "") -> dict[str, str]:
    return access.context(
        action,
        seen=action.status,
        journey=str(action.journey_id),
        changed=seen,
        known=known,
        touched=touched,
    )
