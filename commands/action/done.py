"""Done: what came of it, which moves its pain points on and tells those who reported them."""

from sqlmodel import Session

from commands.action import (
    access,
    action_words,
    answers,
    ideas,
    moves,
    status_rules,
    status_views,
)
from commands.action.action_words import MAX_RESULT
from commands.fields import Fields
from commands.reply import OpenForm, Reply
from commands.request import Request
from storage.action import pains as action_pains
from storage.identity import identity
from storage.models import Action
from storage.status import Outcome
from storage.vocabulary import OPEN_STATUSES, ActionStatus


def begin(request: Request, session: Session) -> Reply:
    """The form that asks what came of it; of a done one, to say it in other words."""
    asked = access.clicked(request, session)
    action = asked.action
    if action.status == ActionStatus.DROPPED or (
        action.status == ActionStatus.DONE and asked.seen != action.status
    ):
        return status_rules.as_it_is(request, session, asked)
    words = action.reason if action.status == ActionStatus.DONE else ""
    return [_form(session, action, seen=asked.seen, where=asked.where, words=words)]


def submit(request: Request, session: Session) -> Reply:
    """Done: its pain points are Solved, and those who reported them are told the result."""
    fields = Fields(request.values)
    result = fields.text(
        "result",
        most=MAX_RESULT,
        missing="Say in one sentence what came of it. Those who reported it will read it.",
        lines=False,
    )
    fields.check()
    asked = access.of_form(request, session, field="result")
    action, before = asked.action, asked.action.reason
    left_out = _left_out(request)
    changed = status_rules.change(request, session, asked, ActionStatus.DONE, reason=result)
    if changed.outcome is Outcome.OVERTAKEN:
        note = status_views.knowingly(action_words.did(changed.last, request.now))
        return [
            _form(
                session,
                action,
                seen=action.status,
                where=asked.where,
                words=result,
                left_out=left_out,
                notes=(note,),
            )
        ]
    if changed.outcome is Outcome.ALREADY:
        return answers.overtaken(request, session, action, changed, where=asked.where)
    idea = ideas.done(request, session, action, result=action.reason, before=before)
    moved = moves.solved(
        request, session, action, result=action.reason, before=before, left_out=left_out
    )
    masked = f" {fields.masked}" if fields.masked else ""
    lead = f"*{action_words.named(action)}* is Done. Thank you.{moved.words}{idea.words}{masked}"
    return answers.after(
        request,
        session,
        action,
        lead=lead,
        where=asked.where,
        more=idea.undo,
        changed=moved.refreshed,
    )


def _left_out(request: Request) -> list[int]:
    """The pain points that the form offered to solve and whose boxes were unticked."""
    ticked = request.values.get("solves") or []
    offered = request.context.get("offered", "").split()
    return [int(number) for number in offered if number.isdecimal() and number not in ticked]


def _form(
    session: Session,
    action: Action,
    *,
    seen: str,
    where: str,
    words: str,
    left_out: list[int] | None = None,
    notes: tuple[str, ...] = (),
) -> OpenForm:
    solves, staying = [], []
    for pain in action_pains.of(session, action=action):
        if pain.status not in OPEN_STATUSES:
            continue
        others = action_pains.others_open(session, pain=pain, but=identity(action))
        if others:
            staying.append((pain, others))
        else:
            solves.append(pain)
    offered = " ".join(str(pain.number) for pain in solves)
    return OpenForm(
        status_views.done_form(
            action,
            words=words,
            solves=solves,
            left_out=left_out or (),
            staying=staying,
            context=access.context(action, seen=seen, where=where, offered=offered),
            notes=notes,
        )
    )
