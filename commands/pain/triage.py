"""`/pain triage`: the unconfirmed pain points one after another, in one form."""

from sqlmodel import Session

from commands.journey import which
from commands.pain import (
    card,
    merge_rules,
    message,
    status_rules,
    status_words,
    triage_form,
    triage_queue,
    triage_views,
)
from commands.pain.triage_form import Sent
from commands.pain.triage_queue import Queue
from commands.pain.triage_views import Choice, Names
from commands.reply import Effect, Reply
from commands.request import Request
from commands.wording import pain_number
from storage.identity import identity
from storage.models import PainPoint
from storage.pain import lives
from storage.status import Changed, Outcome, last_status
from storage.vocabulary import Status

_TARGETS = {
    Choice.CONFIRM: Status.CONFIRMED,
    Choice.PLAN: Status.PLANNED,
    Choice.DECLINE: Status.DECLINED,
}


def begin(request: Request, session: Session) -> Reply:
    """`/pain triage`, and the buttons that lead there."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    queue = Queue(identity(journey))
    pain = triage_queue.next_one(session, request, queue)
    if pain is None:
        return [triage_views.nothing_new(journey.name)]
    return [triage_form.form(request, session, pain, queue)]


def submit(request: Request, session: Session) -> Reply:
    """Stores what was decided about the one that is shown, and shows the next."""
    queue = triage_queue.of(request)
    pain = card.of_form(request, session)
    if pain is None:
        return [
            triage_form.next_one(
                request, session, queue, note="The one before is out of your sight by now."
            )
        ]
    names = Names(pain.number)
    sent = triage_form.read(request, names)
    if sent.choice is Choice.DUPLICATE:
        return _merged(request, session, pain, queue, sent, names)
    pain = lives.lock(session, workspace_id=pain.workspace_id, number=pain.number) or pain
    if pain.status == Status.DUPLICATE:
        did = status_words.did(last_status(session, pain), request.now)
        note = f"*{pain_number(pain.number)}*: {did}. Nothing was changed."
        return [triage_form.next_one(request, session, queue, note=note)]
    if triage_form.owner_overtaken(request, pain, sent):
        note = f"<@{pain.owner_id}> became the owner" if pain.owner_id else "the owner was removed"
        return [
            triage_form.again(
                request, session, pain, queue, sent, f"while this form was open, {note}"
            )
        ]
    return _decided(request, session, pain, queue, sent)


def _decided(
    request: Request, session: Session, pain: PainPoint, queue: Queue, sent: Sent
) -> Reply:
    """Everything but a merge: the status, unless it is skipped, and the owner."""
    seen = Status.__members__.get(request.context.get("seen", ""), Status.NEW)
    number = pain_number(pain.number)
    target = _TARGETS.get(sent.choice)
    changed = Changed(Outcome.ALREADY)
    note = f"*{number}* is skipped; it stays {pain.status}."
    if target is not None:
        words = sent.reason if target is Status.DECLINED else ""
        changed = status_rules.change(request, session, pain, seen=seen, target=target, words=words)
        if changed.outcome is Outcome.OVERTAKEN:
            did = status_words.did(changed.last, request.now)
            return [triage_form.again(request, session, pain, queue, sent, did)]
        already = changed.outcome is Outcome.ALREADY
        did = f" already: {status_words.did(changed.last, request.now)}" if already else ""
        note = f"*{number}* is {pain.status}{did or ' now'}."
    owned = lives.edit(
        session,
        pain=pain,
        changes={"owner_id": sent.owner_id},
        actor_id=request.person.id,
        at=request.now,
    )
    if owned and sent.owner_id:
        note += f" <@{sent.owner_id}> owns it."
    following = queue if target is not None else queue.without(pain.number)
    effects: list[Effect] = [triage_form.next_one(request, session, following, note=note)]
    if owned or changed.outcome is Outcome.DONE:
        effects.append(message.refresh(session, identity(pain), request.now))
    return effects


def _merged(
    request: Request,
    session: Session,
    pain: PainPoint,
    queue: Queue,
    sent: Sent,
    names: Names,
) -> Reply:
    seen = Status.__members__.get(request.context.get("seen", ""), Status.NEW)
    other = merge_rules.chosen_other(session, pain, sent.other, field=names.other)
    changed, into = merge_rules.merge(request, session, pain, other, seen=seen)
    did = status_words.did(changed.last, request.now)
    number, lead = pain_number(pain.number), pain_number(into.number)
    if changed.outcome is Outcome.OVERTAKEN and pain.status != Status.DUPLICATE:
        return [triage_form.again(request, session, pain, queue, sent, did)]
    if changed.outcome is not Outcome.DONE:
        note = f"*{number}*: {did}. Nothing was changed."
        return [triage_form.next_one(request, session, queue, note=note)]
    note = f"*{number}* is a duplicate of *{lead}* now. `/pain unmerge {number}` takes it back."
    return [
        triage_form.next_one(request, session, queue, note=note),
        message.refresh(session, identity(pain), request.now),
        message.refresh(session, identity(into), request.now),
    ]
