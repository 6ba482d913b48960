"""Merges a pain point into another one it is the same as, and takes that back."""

import re

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.pain import (
    card,
    card_facts,
    merge_learning,
    merge_rules,
    merge_views,
    message,
    status_views,
    status_words,
)
from commands.reply import Offer, OpenForm, Reply
from commands.request import Request
from commands.wording import pain_number
from storage.identity import identity
from storage.models import PainPoint
from storage.pain import merge_candidates, merges
from storage.status import Changed, Outcome, last_status
from storage.vocabulary import Kind, Status

_PAIR = re.compile(
    r"(?:p-?|#)?([0-9]{1,9})\s+(?:(?:into|with|to|in)\s+)?(?:p-?|#)?([0-9]{1,9})", re.IGNORECASE
)
_MOST_OFFERED = 20


def typed(request: Request, session: Session) -> Reply | None:
    """`/pain merge P-12 into P-4`; nothing when the text doesn't name two."""
    pair = _PAIR.fullmatch(request.text)
    if pair is None:
        return None
    pain = card.find(request, session, int(pair.group(1)))
    other = card.find(request, session, int(pair.group(2)))
    why_not = merge_rules.refused(session, pain, other)
    if why_not:
        raise UserError(why_not)
    changed, into = merge_rules.merge(request, session, pain, other, seen=pain.status)
    return answer(request, session, pain, other, into, changed)


def open_for(request: Request, session: Session, pain: PainPoint, *, seen: str) -> Reply:
    """The form that asks for the other one."""
    if pain.kind == Kind.DELIGHT:
        raise UserError(merge_rules.delight(pain))
    if pain.status == Status.DUPLICATE:
        did = status_words.did(last_status(session, pain), request.now)
        lead = f"*{pain_number(pain.number)}* is a duplicate already: {did}."
        return [card.answer(request, session, pain, lead=lead)]
    return [OpenForm(merge_views.merge_form(pain, context=_context(pain, seen)))]


def offer(request: Request, session: Session) -> Reply:
    """The type-ahead: the most similar first, then what fits the words."""
    pain = card.of_form(request, session)
    if pain is None:
        return [Offer([])]
    rows = merge_candidates.offered(
        session,
        pain=pain,
        typed=request.text,
        similar=merge_learning.similar(session, pain, limit=_MOST_OFFERED),
        now=request.now,
        limit=_MOST_OFFERED,
    )
    return [Offer([merge_views.choice(row) for row in rows])]


def submit(request: Request, session: Session) -> Reply:
    """The form "Merge P-12"."""
    fields = Fields(request.values)
    chosen = fields.value(merge_views.OTHER, missing="Choose the one it is the same as.")
    fields.check()
    pain = card.of_form(request, session)
    if pain is None:
        raise FieldError({merge_views.OTHER: "This pain point is no longer here for you to see."})
    other = merge_rules.chosen_other(session, pain, chosen, field=merge_views.OTHER)
    seen = Status.__members__.get(request.context.get("seen", ""), Status.NEW)
    changed, into = merge_rules.merge(request, session, pain, other, seen=seen)
    if changed.outcome is Outcome.OVERTAKEN and pain.status != Status.DUPLICATE:
        did = status_words.did(changed.last, request.now)
        note = f"*Nothing is stored yet:* {did}. “Merge” merges it nevertheless."
        row = card_facts.row(session, other, request.now)
        form = merge_views.merge_form(
            pain,
            context=_context(pain, pain.status),
            initial=merge_views.choice(row),
            notes=[note],
        )
        return [OpenForm(form)]
    return answer(request, session, pain, other, into, changed)


def answer(
    request: Request,
    session: Session,
    pain: PainPoint,
    other: PainPoint,
    into: PainPoint,
    changed: Changed,
) -> Reply:
    """What the person is told, and both messages as they are now."""
    if changed.outcome is not Outcome.DONE:
        did = status_words.did(changed.last, request.now)
        number = pain_number(pain.number)
        if changed.outcome is Outcome.ALREADY:
            lead = f"*{number}* is a duplicate of *{pain_number(into.number)}* already: {did}."
        else:
            lead = f"*{number}* is something else by now: {did}. Nothing was merged."
        return [card.answer(request, session, pain, lead=lead)]
    heard = card_facts.others_hear(session, into, but=request.person.id)
    via = other.number if other.id != into.id else None
    return [
        merge_views.merged(
            pain, into, moved=merges.moved(session, pain=pain), via=via, heard=heard
        ),
        *_refreshed(request, session, pain, into),
    ]


def unmerge_typed(request: Request, session: Session, pain: PainPoint) -> Reply:
    """`/pain unmerge P-12`."""
    return _unmerge(request, session, pain, seen=None)


def unmerge_clicked(request: Request, session: Session) -> Reply:
    """The button beside a merge; its value tells the merge that the person saw."""
    number, _, into = request.value.partition(" ")
    if not number.isdecimal() or not into.isdecimal():
        raise UserError("This button no longer works. `/pain list` opens it anew.")
    return _unmerge(request, session, card.find(request, session, int(number)), seen=int(into))


def _unmerge(request: Request, session: Session, pain: PainPoint, *, seen: int | None) -> Reply:
    pain, into = merges.lock(session, pain=pain)
    number = pain_number(pain.number)
    if pain.status == Status.DUPLICATE and seen not in (None, into.number):
        lead = f"*{number}* leads to *{pain_number(into.number)}* by now. Nothing was changed."
        return [card.answer(request, session, pain, lead=lead)]
    changed = merges.unmerge(session, pain=pain, actor_id=request.person.id, at=request.now)
    if changed.outcome is not Outcome.DONE:
        lead = f"*{number}* is no duplicate: it is {pain.status}."
        return [status_views.done(pain, lead)]
    merge_learning.unmerged(session, pain, into)
    heard = card_facts.others_hear(session, pain, but=request.person.id)
    lead = (
        f"*{number}* stands for itself again: it is {pain.status}, with its own sightings. "
        f"What was added to {pain_number(into.number)} since stays there.{heard}"
    )
    return [status_views.done(pain, lead), *_refreshed(request, session, pain, into)]


def _refreshed(request: Request, session: Session, pain: PainPoint, into: PainPoint) -> Reply:
    return [message.refresh(session, identity(each), request.now) for each in (pain, into)]


def _context(pain: PainPoint, seen: str) -> dict[str, str]:
    return {"pain": str(pain.number), "seen": Status(seen).name}
