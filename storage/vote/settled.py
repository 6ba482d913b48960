"""Which votes closed so long ago that nobody can reopen them any more: their results stand."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from storage.models import VoteRound
from storage.vocabulary import Names, RoundStatus
from storage.vote.undoing import REOPEN_WITHIN

# Whoever looks again after longer than this finds results that nobody looks at any more.
LOOKED_BACK = timedelta(hours=1)


def lately(session: Session, *, workspace_id: str, now: datetime) -> Sequence[VoteRound]:
    """Those whose time to be reopened ended within the last hour, longest ago first."""
    until = now - REOPEN_WITHIN
    return session.exec(
        select(VoteRound)
        .where(
            VoteRound.workspace_id == workspace_id,
            VoteRound.status == RoundStatus.CLOSED.value,
            VoteRound.names != Names.NOT_STORED.value,  # it never could
            col(VoteRound.closed_at) <= until,
            col(VoteRound.closed_at) > until - LOOKED_BACK,
        )
        .order_by(col(VoteRound.closed_at), col(VoteRound.id))
    ).all()
