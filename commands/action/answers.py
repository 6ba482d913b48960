"""What is shown after a step: where the button stood, with everybody else's view refreshed."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.action import action_words, card, message, receipt_views, remind
from commands.action.card_views import CARD
from commands.action.message_views import DIRECT
from commands.reply import Block, Effect, Refresh, Reply, Tell
from commands.request import Kind, Request
from storage.models import Action
from storage.status import Changed


def after(
    request: Request,
    session: Session,
    action: Action,
    *,
    lead: str,
    where: str,
    more: Sequence[Block] = (),
    changed: Sequence[Effect] = (),
    quiet: bool = False,
) -> Reply:
    """The answer, then what else shows the action; `quiet` when nothing was changed."""
    shown = _shown(request, session, action, lead=lead, where=where, more=more)
    if quiet:
        return [shown]
    fresh = {each.subject for each in changed if isinstance(each, Tell)}
    if request.kind is Kind.ACTION and where == DIRECT and action.owner_id == request.person.id:
        # That message just changed where it was clicked; a refresh would take the words away.
        fresh.add(message.direct_subject(action.number, action.owner_id))
    refreshed = [
        each
        for each in message.refreshed(session, action)
        if not (isinstance(each, Refresh) and each.subject in fresh)
    ]
    return [shown, *refreshed, *changed]


def overtaken(
    request: Request, session: Session, action: Action, changed: Changed, *, where: str
) -> Reply:
    """Somebody else was faster, or it was clicked twice: how it stands, and who did that."""
    did = action_words.did(changed.last, request.now)
    lead = f"*{action_words.named(action)}* is {action.status}: {did}. Nothing was changed."
    return after(request, session, action, lead=lead, where=where, quiet=True)


def _shown(
    request: Request,
    session: Session,
    action: Action,
    *,
    lead: str,
    where: str,
    more: Sequence[Block],
) -> Effect:
    # A form has no message to put the answer into; further steps need a place of their own.
    if request.kind is not Kind.ACTION or more or not where:
        return receipt_views.done(action, lead, *more)
    if where == CARD:
        return card.in_place(request, session, action, lead=lead)
    if where == DIRECT and action.owner_id == request.person.id:
        return message.in_place(session, action, lead=lead)
    numbers = remind.numbers_in(where)
    if numbers:
        return remind.in_place(request, session, numbers, lead=lead)
    return receipt_views.done(action, lead)
