"""Which time zone a workspace lives in."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.models import Member


def most_used(session: Session, *, workspace_id: str) -> str | None:
    """The zone that most of its people are in, the first by name of several; None if unknown."""
    return session.exec(
        select(Member.zone)
        .where(Member.workspace_id == workspace_id, col(Member.zone).is_not(None))
        .group_by(col(Member.zone))
        .order_by(func.count().desc(), col(Member.zone))
        .limit(1)
    ).first()
