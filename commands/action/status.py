"""Moves an action on: started, done, dropped, reopened, by whoever was first."""

from sqlmodel import Session

from commands.action import (
    access,
    action_words,
    answers,
    ideas,
    moves,
    receipt_views,
    status_rules,
    status_views,
)
from commands.action.action_words import MAX_RESULT
from commands.errors import UserError
from commands.fields import Fields
from commands.reply import OpenForm, Reply
from commands.request import Request
from storage.action import actions
from storage.action import pains as action_pains
from storage.action import reminders as action_reminders
from storage.models import Action
from storage.status import Outcome
from storage.vocabulary import ActionStatus, Status


def start(request: Request, session: Session) -> Reply:
    """Somebody is on it: from Open to Doing."""
    asked = access.clicked(request, session, hold=True)
    action = asked.action
    changed = status_rules.change(request, session, asked, ActionStatus.DOING)
    if changed.outcome is not Outcome.DONE:
        return answers.overtaken(request, session, action, changed, where=asked.where)
    moved = moves.started(request, session, action)
    lead = f"*{action_words.named(action)}* is Doing now.{moved.words}"
    return answers.after(
        request, session, action, lead=lead, where=asked.where, changed=moved.refreshed
    )


def other(request: Request, session: Session) -> Reply:
    """The steps whose name stands behind the colon: drop, and reopen."""
    step = request.name.partition(":")[2]
    if step == "drop":
        asked = access.clicked(request, session)
        if not actions.is_open(asked.action):
            return status_rules.as_it_is(request, session, asked)
        return [_drop_form(asked.action, seen=asked.seen, where=asked.where, words="")]
    if step == "reopen":
        return _reopen(request, session)
    raise UserError("This button no longer works. `/journey actions` opens the list anew.")


def submit_drop(request: Request, session: Session) -> Reply:
    """Dropped: its pain points stay; where nobody works on one any more, what can be done."""
    fields = Fields(request.values)
    reason = fields.text(
        "reason", most=MAX_RESULT, missing="Say why, so that nobody has to ask later."
    )
    fields.check()
    asked = access.of_form(request, session, field="reason")
    action = asked.action
    changed = status_rules.change(request, session, asked, ActionStatus.DROPPED, reason=reason)
    if changed.outcome is Outcome.OVERTAKEN:
        note = status_views.knowingly(action_words.did(changed.last, request.now))
        return [
            _drop_form(action, seen=action.status, where=asked.where, words=reason, notes=(note,))
        ]
    if changed.outcome is Outcome.ALREADY:
        return answers.overtaken(request, session, action, changed, where=asked.where)
    # What is next is for others to decide where a guest drops theirs.
    idea = ideas.dropped(request, session, action)
    alone = [] if request.person.guest else moves.unattended(session, action)
    are = f" Nobody works on {moves.numbers(alone)} now. What next?" if alone else ""
    masked = f" {fields.masked}" if fields.masked else ""
    return answers.after(
        request,
        session,
        action,
        lead=f"*{action_words.named(action)}* is Dropped.{idea.words}{are}{masked}",
        where=asked.where,
        more=[*receipt_views.for_unattended(alone), *idea.undo],
    )


def _reopen(request: Request, session: Session) -> Reply:
    """Back to Open; what it had solved stays Solved until somebody reopens that too."""
    asked = access.clicked(request, session, hold=True)
    action, before = asked.action, asked.action.reason
    changed = status_rules.change(request, session, asked, ActionStatus.OPEN)
    if changed.outcome is not Outcome.DONE:
        return answers.overtaken(request, session, action, changed, where=asked.where)
    # Whoever reopens it sees when it is due.
    action_reminders.told(session, action=action, now=request.now)
    idea = ideas.reopened(request, session, action, before=before)
    moved = moves.planned(request, session, action)
    linked = action_pains.of(session, action=action)
    solved = [pain for pain in linked if pain.status == Status.SOLVED]
    stays = "stays" if len(solved) == 1 else "stay"
    stay = f" {moves.numbers(solved)} {stays} Solved." if solved else ""
    late = action.due_on < action_words.today(request)
    due = " It is past its due date; change that, too." if late else ""
    return answers.after(
        request,
        session,
        action,
        lead=f"*{action_words.named(action)}* is Open again.{moved.words}{idea.words}{stay}{due}",
        where=asked.where,
        more=[] if request.person.guest else receipt_views.for_solved(solved),
        changed=moved.refreshed,
    )


def _drop_form(
    action: Action, *, seen: str, where: str, words: str, notes: tuple[str, ...] = ()
) -> OpenForm:
    context = access.context(action, seen=seen, where=where)
    return OpenForm(status_views.drop_form(action, words=words, context=context, notes=notes))
