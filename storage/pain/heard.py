"""What a person last heard of a pain point, against how it stands: whether there is news."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage.models import History, PainPoint
from storage.models.columns import JsonObject
from storage.statements import table_of

_PAIN = table_of(PainPoint)
# The changes after which reporters are told, as the history calls them.
MOVES = ("status", "merged", "unmerged")


def standings(
    session: Session, *, workspace_id: str, pain_ids: Sequence[int]
) -> Mapping[int, JsonObject]:
    """How pain points stand, as far as their reporters are told."""
    found = session.connection().execute(
        core_select(_PAIN.c.id, _PAIN.c.status, _PAIN.c.reason, _PAIN.c.duplicate_of_id).where(
            _PAIN.c.workspace_id == workspace_id, _PAIN.c.id.in_(pain_ids)
        )
    )
    return {
        pain_id: {"status": status, "reason": reason, "into": into}
        for pain_id, status, reason, into in found
    }


def is_news(
    session: Session,
    *,
    workspace_id: str,
    pain_id: int,
    told: JsonObject | None,
    stands: JsonObject,
    since: datetime,
) -> bool:
    """Whether it stands differently from what they were told.

    Whoever was never told anything knew it as it was before the first change.
    """
    if told is not None:
        return told != stands
    before = _status_before(session, workspace_id, pain_id, since)
    return stands["status"] != before or bool(stands["reason"])


def _status_before(
    session: Session, workspace_id: str, pain_id: int, since: datetime
) -> str | None:
    first = session.connection().execute(
        core_select(col(History.before))
        .where(
            col(History.workspace_id) == workspace_id,
            col(History.subject) == "pain",
            col(History.subject_id) == pain_id,
            col(History.at) >= since,
            col(History.what).in_(MOVES),
        )
        .order_by(col(History.id))
        .limit(1)
    )
    before = first.scalar_one_or_none() or {}
    return before.get("status")
