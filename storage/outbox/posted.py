"""Where the messages about a subject stand, so that they can be changed."""

from collections.abc import Sequence

from sqlmodel import Session, select

from storage.models import PostedMessage
from storage.statements import upsert

_NOTE = upsert(
    PostedMessage,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "subject", "channel_id"],
        set_={"ts": insert.excluded.ts},
    ),
)


def note(session: Session, *, workspace_id: str, subject: str, channel_id: str, ts: str) -> None:
    """Remembers where the message about a subject stands."""
    _NOTE.run(session, workspace_id=workspace_id, subject=subject, channel_id=channel_id, ts=ts)


def places(session: Session, *, workspace_id: str, subject: str) -> Sequence[PostedMessage]:
    """Where messages about a subject stand."""
    return session.exec(
        select(PostedMessage).where(
            PostedMessage.workspace_id == workspace_id, PostedMessage.subject == subject
        )
    ).all()
