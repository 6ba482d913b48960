"""The form of triage: what it shows, what it holds, and how it goes on."""

from dataclasses import dataclass

from sqlmodel import Session

from commands.fields import Fields
from commands.pain import (
    card_facts,
    change_fields,
    merge_views,
    status_rules,
    triage_queue,
    triage_views,
)
from commands.pain.triage_queue import Queue
from commands.pain.triage_views import Answers, Choice, Names, Shown
from commands.reply import OpenForm
from commands.request import Request
from storage.identity import identity
from storage.models import PainPoint
from storage.pain import merge_candidates, pains
from storage.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Sent:
    """What the form holds."""

    choice: Choice
    owner_id: str | None
    reason: str
    other: str


def read(request: Request, names: Names) -> Sent:
    fields = Fields(request.values)
    choice = fields.choice(names.choice, list(Choice), missing="Choose what becomes of it.")
    owner = change_fields.person(fields, names.owner)
    reason = fields.text(names.reason, most=triage_views.MAX_REASON)
    other = fields.value(names.other)
    if choice == Choice.DECLINE:
        status_rules.reason_to_decline(fields, names.reason)
    if choice == Choice.DUPLICATE and not other:
        fields.wrong(names.other, "Choose the one it is the same as.")
    fields.check()
    return Sent(Choice(choice), owner, reason, other)


def owner_overtaken(request: Request, pain: PainPoint, sent: Sent) -> bool:
    """Whether somebody else changed the owner to what neither had in mind."""
    return (pain.owner_id or "") not in (request.context.get("owner", ""), sent.owner_id or "")


def next_one(request: Request, session: Session, queue: Queue, *, note: str) -> OpenForm:
    pain = triage_queue.next_one(session, request, queue)
    if pain is None:
        return OpenForm(triage_views.all_looked_at(note, skipped=len(queue.skipped)))
    return form(request, session, pain, queue, notes=(note,))


def again(
    request: Request, session: Session, pain: PainPoint, queue: Queue, sent: Sent, did: str
) -> OpenForm:
    """The same one as it is now, with what the person had in mind still in the form."""
    note = (
        f"*Nothing is stored yet:* {did}. Your answers are below. Send them again to put them in "
        "place of that, or choose Skip to leave it."
    )
    return form(request, session, pain, queue, notes=(note,), sent=sent)


def form(
    request: Request,
    session: Session,
    pain: PainPoint,
    queue: Queue,
    *,
    notes: tuple[str, ...] = (),
    sent: Sent | None = None,
) -> OpenForm:
    shown = Shown(
        pain=pain,
        row=card_facts.row(session, pain, request.now),
        sightings=pains.sightings(
            session,
            workspace_id=pain.workspace_id,
            pain_id=identity(pain),
            limit=triage_views.SIGHTINGS,
        ),
        personas=card_facts.personas_of(session, pain),
        place_id=request.place.id if request.place else None,
        left=triage_queue.left(session, request, queue, shown=pain),
    )
    context = {
        **queue.context(),
        "pain": str(pain.number),
        "seen": Status(pain.status).name,
        "owner": pain.owner_id or "",
    }
    answers = _answers(session, pain, sent, request) if sent else Answers(owner_id=pain.owner_id)
    return OpenForm(triage_views.triage_form(shown, context=context, answers=answers, notes=notes))


def _answers(session: Session, pain: PainPoint, sent: Sent, request: Request) -> Answers:
    other = merge_candidates.found_by(session, pain=pain, value=sent.other)
    row = card_facts.row(session, other, request.now) if other else None
    return Answers(
        choice=sent.choice,
        owner_id=sent.owner_id,
        reason=sent.reason,
        other=merge_views.choice(row) if row else None,
    )
