"""What an action's steps do to the opportunity it came from, each step with its Undo."""

from dataclasses import dataclass, field

from sqlmodel import Session

from commands.opportunity import status_views
from commands.reply import Block
from commands.request import Request
from commands.wording import action_number, opportunity_number
from storage.action import ideas
from storage.models import Action, Opportunity
from storage.opportunity import opportunities
from storage.opportunity.opportunities import OPEN_STATUSES
from storage.status import Outcome
from storage.vocabulary import OpportunityStatus


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of the opportunity: a sentence, as a tail to another, and the way back."""

    words: str = ""
    undo: list[Block] = field(default_factory=list)


def planned(request: Request, session: Session, action: Action) -> Moved:
    """An action was made from it: what was Open is Planned."""
    idea = ideas.held(session, action=action)
    if idea is None or idea.status != OpportunityStatus.OPEN:
        return Moved()
    return _move(request, session, idea, OpportunityStatus.PLANNED)


def done(request: Request, session: Session, action: Action, *, result: str, before: str) -> Moved:
    """The action is done: with the last of them the opportunity is, and the result says how.

    What the result `before` had told is told anew.
    """
    idea = ideas.held(session, action=action)
    if idea is None:
        return Moved()
    if idea.status == OpportunityStatus.DONE and idea.reason == before:
        _move(request, session, idea, OpportunityStatus.DONE, reason=result)
        return Moved()
    if idea.status not in OPEN_STATUSES:
        return Moved()
    still = ideas.others(session, action=action, done=False)
    if still:
        named = ", ".join(action_number(number) for number in still[:5])
        more = f" and {len(still) - 5} more" if len(still) > 5 else ""  # noqa: PLR2004 - as above
        number = opportunity_number(idea.number)
        return Moved(f" *{number}* stays {idea.status}: {named}{more} still to do.")
    return _move(request, session, idea, OpportunityStatus.DONE, reason=result)


def reopened(request: Request, session: Session, action: Action, *, before: str) -> Moved:
    """The action is open again: the opportunity that it had ended is Planned once more."""
    idea = ideas.held(session, action=action)
    if idea is None or idea.status not in (OpportunityStatus.OPEN, OpportunityStatus.DONE):
        return Moved()
    if idea.status == OpportunityStatus.DONE and idea.reason != before:
        return Moved()
    return _move(request, session, idea, OpportunityStatus.PLANNED)


def dropped(request: Request, session: Session, action: Action) -> Moved:
    """The action is dropped: an opportunity nobody does anything about is not Planned."""
    idea = ideas.held(session, action=action)
    if idea is None or idea.status != OpportunityStatus.PLANNED:
        return Moved()
    if ideas.others(session, action=action, done=True):
        return Moved()
    return _move(request, session, idea, OpportunityStatus.OPEN)


def _move(
    request: Request,
    session: Session,
    idea: Opportunity,
    target: OpportunityStatus,
    *,
    reason: str = "",
) -> Moved:
    was = OpportunityStatus(idea.status)
    changed = opportunities.set_status(
        session,
        opportunity=idea,
        seen=was,
        status=target,
        reason=reason,
        actor_id=request.person.id,
        at=request.now,
    )
    if changed.outcome is not Outcome.DONE:
        return Moved()
    words = f" *{opportunity_number(idea.number)}* is {target.value} now."
    return Moved(words, [] if request.person.guest else [status_views.undo_button(idea, was)])
