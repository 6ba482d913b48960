"""The channel's message about a pain point: one for each, updated in place."""

from datetime import datetime

from sqlmodel import Session

from commands.pain import card_facts, message_views, thanks
from commands.pain.message_views import Standing
from commands.reply import Post, Refresh
from storage.models import PainPoint
from storage.pain import merges
from storage.pain.rows import PainRow


def subject(number: int) -> str:
    """What the outbox knows the message by."""
    return f"pain:{number}"


def post(pain: PainRow, *, reporter_id: str, channel_id: str, made_by: str | None = None) -> Post:
    """The first appearance; `made_by` agreed to be thanked by name for a delight."""
    standing = Standing(reporter_id, thanks=thanks.to_makers([made_by] if made_by else []))
    text, body = message_views.message_blocks(pain, standing)
    return Post(channel_id, text, body, subject=subject(pain.number))


def refresh(session: Session, pain_id: int, now: datetime) -> Refresh:
    """The message as it should look now, wherever it was posted."""
    pain = session.get_one(PainPoint, pain_id)
    row = card_facts.row(session, pain, now)
    text, body = message_views.message_blocks(row, _standing(session, pain))
    return Refresh(subject(pain.number), text, body)


def _standing(session: Session, pain: PainPoint) -> Standing:
    into = merges.leads_to(session, pain=pain) if pain.duplicate_of_id is not None else None
    return Standing(
        reporter_id=pain.reporter_id,
        owner_id=pain.owner_id,
        reason=pain.reason,
        into=into.number if into else None,
        thanks=thanks.of(session, pain),
    )
