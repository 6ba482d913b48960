"""Hands an action over, and changes its due date, without overwriting somebody else's change."""

from datetime import date

from sqlmodel import Session

from commands import days
from commands.action import (
    access,
    action_words,
    answers,
    form_fields,
    message,
    status_rules,
    status_views,
)
from commands.fields import Fields
from commands.reply import Effect, OpenForm, Reply
from commands.request import Request
from storage.action import actions
from storage.action import reminders as action_reminders
from storage.models import Action


def begin_hand_over(request: Request, session: Session) -> Reply:
    """The form that asks who takes it."""
    asked = access.clicked(request, session)
    if not actions.is_open(asked.action):
        return status_rules.as_it_is(request, session, asked)
    return [_owner_form(asked.action, where=asked.where, initial=None)]


def submit_hand_over(request: Request, session: Session) -> Reply:
    """The new owner is told; the reminders are theirs from now on."""
    fields = Fields(request.values)
    owner = form_fields.owner_of(fields, "owner")
    fields.check()
    asked = access.of_form(request, session, field="owner")
    action, was = asked.action, asked.action.owner_id
    if not actions.is_open(action):
        return status_rules.as_it_is(request, session, asked)
    if was not in (request.context.get("owner", ""), owner):
        note = status_views.knowingly(f"<@{was}> became its owner")
        return [_owner_form(action, where=asked.where, initial=owner, notes=(note,))]
    if not _changed(request, session, action, {"owner_id": owner}):
        said = f"*{action_words.named(action)}* is <@{owner}>'s already."
        return answers.after(request, session, action, lead=said, where=asked.where, quiet=True)
    action_reminders.told(session, action=action, now=request.now)
    return answers.after(
        request,
        session,
        action,
        lead=f"*{action_words.named(action)}* is handed over: <@{owner}> is told.",
        where=asked.where,
        changed=handed_over(request, session, action, was=was),
    )


def handed_over(request: Request, session: Session, action: Action, *, was: str) -> list[Effect]:
    """The new owner hears of it, and the old one's message says so."""
    told = message.given(session, action, by=request.person.id)
    return [message.direct(session, action, was), *told]


def begin_due(request: Request, session: Session) -> Reply:
    """The form that asks for another day."""
    asked = access.clicked(request, session)
    if not actions.is_open(asked.action):
        return status_rules.as_it_is(request, session, asked)
    return [_due_form(request, asked.action, where=asked.where)]


def submit_due(request: Request, session: Session) -> Reply:
    """Another due date; the owner is reminded by it."""
    fields = Fields(request.values)
    due_on = form_fields.due_day(fields, request)
    fields.check()
    asked = access.of_form(request, session, field="due")
    action, was = asked.action, asked.action.due_on
    if not actions.is_open(action):
        return status_rules.as_it_is(request, session, asked)
    if was.isoformat() != request.context.get("due", "") and was != due_on:
        did = f"it was set to {days.calendar_day(was)} while this form was open"
        note = status_views.knowingly(did)
        return [_due_form(request, action, where=asked.where, initial=due_on, notes=(note,))]
    said = f"*{action_words.named(action)}* is {days.due(due_on, action_words.today(request))}"
    if not _changed(request, session, action, {"due_on": due_on.isoformat()}):
        return answers.after(
            request, session, action, lead=f"{said} already.", where=asked.where, quiet=True
        )
    if request.person.id == action.owner_id:
        action_reminders.told(session, action=action, now=request.now)
    return answers.after(request, session, action, lead=f"{said} now.", where=asked.where)


def _changed(
    request: Request, session: Session, action: Action, changes: dict[str, str]
) -> tuple[str, ...]:
    return actions.edit(
        session, action=action, changes=changes, actor_id=request.person.id, at=request.now
    )


def _owner_form(
    action: Action, *, where: str, initial: str | None, notes: tuple[str, ...] = ()
) -> OpenForm:
    context = access.context(action, seen=action.status, where=where, owner=action.owner_id)
    return OpenForm(
        status_views.hand_over_form(action, initial=initial, context=context, notes=notes)
    )


def _due_form(
    request: Request,
    action: Action,
    *,
    where: str,
    initial: date | None = None,
    notes: tuple[str, ...] = (),
) -> OpenForm:
    today = action_words.today(request)
    context = access.context(action, seen=action.status, where=where, due=action.due_on.isoformat())
    form = status_views.due_form(
        action,
        initial=initial or max(action.due_on, today),
        today=today,
        context=context,
        notes=notes,
    )
    return OpenForm(form)
