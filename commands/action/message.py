"""The messages that show an action: the channel's and its owner's, updated in place."""

from sqlmodel import Session

from commands.action import message_views
from commands.reply import Effect, Post, Refresh, RefreshHome, Replace, Tell
from storage.action import pains as action_pains
from storage.models import Action


def subject(number: int) -> str:
    """What the outbox knows the channel's message by."""
    return f"action:{number}"


def direct_subject(number: int, person_id: str) -> str:
    """What the outbox knows a person's direct message by."""
    return f"action:{number}:{person_id}"


def post(session: Session, action: Action) -> Post:
    """The first appearance in its channel."""
    text, body = message_views.channel_message(action, action_pains.of(session, action=action))
    return Post(action.channel_id or "", text, body, subject=subject(action.number))


def given(session: Session, action: Action, *, by: str) -> list[Effect]:
    """Its owner hears that it is theirs."""
    lead = "" if by == action.owner_id else f"*Yours to do*, given to you by <@{by}>"
    text, body = message_views.direct_message(
        action, action_pains.of(session, action=action), reader_id=action.owner_id, lead=lead
    )
    known_as = direct_subject(action.number, action.owner_id)
    told = Tell(action.owner_id, text, body, subject=known_as)
    return [told, RefreshHome(action.owner_id)]


def refreshed(session: Session, action: Action) -> list[Effect]:
    """The channel's message and the owner's as they should look now, and the owner's Home tab."""
    pains = action_pains.of(session, action=action)
    text, body = message_views.channel_message(action, pains)
    return [
        Refresh(subject(action.number), text, body),
        direct(session, action, action.owner_id),
        RefreshHome(action.owner_id),
    ]


def direct(session: Session, action: Action, person_id: str) -> Refresh:
    """A person's direct message as it should look now."""
    text, body = message_views.direct_message(
        action, action_pains.of(session, action=action), reader_id=person_id
    )
    return Refresh(direct_subject(action.number, person_id), text, body)


def in_place(session: Session, action: Action, *, lead: str) -> Replace:
    """The owner's direct message that was clicked in, under what is to be said."""
    text, body = message_views.direct_message(
        action, action_pains.of(session, action=action), reader_id=action.owner_id, lead=lead
    )
    return Replace(text, body)
