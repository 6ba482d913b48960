"""Drops an opportunity with a reason, and restores it; nobody overwrites what others decided."""

from sqlmodel import Session

from commands import masking
from commands.errors import UserError
from commands.fields import Fields
from commands.opportunity import card, find, status_views, words
from commands.pain.status_words import did
from commands.reply import OpenForm, Reply, Say
from commands.request import Request
from commands.text import clip
from commands.wording import opportunity_number
from storage.models import Opportunity
from storage.opportunity import opportunities
from storage.status import Changed, Outcome, last_status
from storage.vocabulary import OpportunityStatus

_KNOWINGLY = (
    "*Nothing is stored yet:* {did}. Your reason is below. Send the form again to drop it "
    "nevertheless, or cancel to leave it."
)
_STALE = "This button no longer works. `/journey opportunity list` opens it anew."
_ENDED = (OpportunityStatus.DROPPED, OpportunityStatus.DONE)


def drop_clicked(request: Request, session: Session) -> Reply:
    """The button Drop."""
    opportunity, seen = _clicked(request, session)
    if opportunity.status != seen:
        return [_overtaken(request, session, opportunity)]
    return drop(request, session, opportunity)


def drop(
    request: Request, session: Session, opportunity: Opportunity, *, reason: str = ""
) -> Reply:
    """`/journey opportunity drop O-4 [why]`: the form asks for a reason, or to confirm it."""
    if opportunity.status in _ENDED:
        return [_already(request, session, opportunity)]
    return [_form(opportunity, reason=reason)]


def submit(request: Request, session: Session) -> Reply:
    """The form "Drop O-4"."""
    fields = Fields(request.values)
    reason = fields.text(
        "reason", most=status_views.MAX_REASON, missing="Say why, for those who come after you."
    )
    fields.check()
    opportunity = find.locked(request, session, field="reason")
    seen = OpportunityStatus.__members__.get(
        request.context.get("seen", ""), OpportunityStatus.OPEN
    )
    changed = _set(request, session, opportunity, seen, OpportunityStatus.DROPPED, reason)
    if changed.outcome is Outcome.OVERTAKEN:
        note = _KNOWINGLY.format(did=did(changed.last, request.now))
        return [_form(opportunity, reason=reason, notes=(note,))]
    lead = f"*{words.named(opportunity)}* is dropped."
    if changed.outcome is Outcome.ALREADY:
        lead = f"*{words.named(opportunity)}* is dropped already: {did(changed.last, request.now)}."
    lead = " ".join(filter(None, (lead, fields.masked)))
    return [card.answer(request, session, opportunity, lead=lead)]


def restore_clicked(request: Request, session: Session) -> Reply:
    """The button Restore."""
    opportunity, seen = _clicked(request, session)
    return _restore(request, session, opportunity, seen)


def restore(request: Request, session: Session, opportunity: Opportunity) -> Reply:
    """`/journey opportunity restore O-4`: the person means it as it is now."""
    return _restore(request, session, opportunity, OpportunityStatus(opportunity.status))


def _restore(
    request: Request, session: Session, opportunity: Opportunity, seen: OpportunityStatus
) -> Reply:
    opportunity = _locked(session, opportunity)
    if opportunity.status not in _ENDED:
        lead = f"*{words.named(opportunity)}* is on the list: {opportunity.status}."
        return [card.answer(request, session, opportunity, lead=lead)]
    changed = _set(request, session, opportunity, seen, OpportunityStatus.OPEN, "")
    if changed.outcome is Outcome.OVERTAKEN:
        return [_overtaken(request, session, opportunity)]
    lead = f"*{words.named(opportunity)}* is back on the list."
    return [card.answer(request, session, opportunity, lead=lead)]


def undo(request: Request, session: Session) -> Reply:
    """The button Undo: back to where an action found it, unless it moved on since."""
    seen, _, target = request.value.partition(" ")[2].partition(" ")
    if not {seen, target} <= OpportunityStatus.__members__.keys():
        raise UserError(_STALE)
    opportunity = _locked(session, find.clicked(request, session))
    last = last_status(session, opportunity)
    # What was done or dropped gets back what was said of it.
    said = (last.before or {}).get("reason") if last else ""
    reason = str(said or "") if OpportunityStatus[target] in _ENDED else ""
    changed = _set(
        request, session, opportunity, OpportunityStatus[seen], OpportunityStatus[target], reason
    )
    if changed.outcome is Outcome.OVERTAKEN:
        return [_overtaken(request, session, opportunity)]
    lead = f"*{words.named(opportunity)}* is {opportunity.status} again."
    return [card.answer(request, session, opportunity, lead=lead)]


def _set(
    request: Request,
    session: Session,
    opportunity: Opportunity,
    seen: OpportunityStatus,
    status: OpportunityStatus,
    reason: str,
) -> Changed:
    return opportunities.set_status(
        session,
        opportunity=opportunity,
        seen=seen.value,
        status=status,
        reason=reason,
        actor_id=request.person.id,
        at=request.now,
    )


def _clicked(request: Request, session: Session) -> tuple[Opportunity, OpportunityStatus]:
    opportunity = find.clicked(request, session)
    seen = request.value.partition(" ")[2]
    if seen not in OpportunityStatus.__members__:
        raise UserError(_STALE)
    return opportunity, OpportunityStatus[seen]


def _locked(session: Session, opportunity: Opportunity) -> Opportunity:
    return (
        opportunities.lock(
            session, workspace_id=opportunity.workspace_id, number=opportunity.number
        )
        or opportunity
    )


def _form(opportunity: Opportunity, *, reason: str, notes: tuple[str, ...] = ()) -> OpenForm:
    context = {
        "opportunity": str(opportunity.number),
        "seen": OpportunityStatus(opportunity.status).name,
    }
    kept = clip(masking.mask(reason).text, status_views.MAX_REASON)
    return OpenForm(status_views.drop_form(opportunity, reason=kept, context=context, notes=notes))


def _already(request: Request, session: Session, opportunity: Opportunity) -> Say:
    done = did(last_status(session, opportunity), request.now)
    lead = f"*{words.named(opportunity)}* is {opportunity.status} already: {done}."
    return card.answer(request, session, opportunity, lead=lead)


def _overtaken(request: Request, session: Session, opportunity: Opportunity) -> Say:
    done = did(last_status(session, opportunity), request.now)
    number = opportunity_number(opportunity.number)
    lead = f"*{number}* is something else by now: {done}. Nothing was changed by your click."
    return card.answer(request, session, opportunity, lead=lead)
