"""Takes the button Reopen off a result once its ten minutes are over."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from commands.feature import DueRun, slot_of
from commands.reply import Post, Refresh, Reply
from commands.request import Request
from commands.vote import ballot, result, result_views
from storage.models import VoteRound
from storage.outbox import posted
from storage.vocabulary import RoundStatus
from storage.vote import settled

NAME = "vote.settle"
EVERY = timedelta(minutes=1)


def due(session: Session, workspace_id: str, now: datetime) -> Sequence[DueRun]:
    """Each time that a vote was closed for good, once its result stands in the channel."""
    return [
        DueRun(str(round.number), round.closed_at)
        for round in settled.lately(session, workspace_id=workspace_id, now=now)
        if round.closed_at and _stands(session, round)
    ]


def build(request: Request, session: Session) -> Reply:
    """The result as it looks now, in place of the one that stands."""
    round = ballot.of_value(request, session)
    if round is None or not _stands(session, round):
        return []
    message = result.post(session, round, request.now)
    if isinstance(message, Post):
        return [Refresh(result_views.subject(round), message.text, message.blocks)]
    return [message]


def done(request: Request, session: Session) -> str | None:
    """Whether that result still is the last one."""
    round = ballot.of_value(request, session)
    stands = (
        round is not None
        and round.status == RoundStatus.CLOSED.value
        and round.closed_at == slot_of(request)
    )
    return "settled" if stands else None


def _stands(session: Session, round: VoteRound) -> bool:
    subject = result_views.subject(round)
    return bool(posted.places(session, workspace_id=round.workspace_id, subject=subject))
