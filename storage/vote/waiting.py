"""Which running votes wait for a person: those they may vote in and have not voted in."""

from datetime import datetime

from sqlalchemy import and_, or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.identity import identity
from storage.models import Ballot, VoteMember, VoteRound
from storage.statements import table_of
from storage.vocabulary import RoundStatus
from storage.vote import ballots

_BALLOT = table_of(Ballot)


def waiting(
    session: Session, *, workspace_id: str, person_id: str, now: datetime
) -> list[VoteRound]:
    """In order of their end; whoever Slack did not name among the voters waits for nothing."""
    may_vote = and_(
        col(VoteMember.workspace_id) == col(VoteRound.workspace_id),
        col(VoteMember.round_id) == col(VoteRound.id),
        col(VoteMember.person_id) == person_id,
    )
    rounds = session.exec(
        select(VoteRound)
        .join(VoteMember, may_vote)
        .where(
            VoteRound.workspace_id == workspace_id,
            VoteRound.status == RoundStatus.OPEN.value,
            or_(col(VoteRound.closes_at).is_(None), col(VoteRound.closes_at) > now),
        )
        .order_by(col(VoteRound.closes_at).nulls_last(), col(VoteRound.id))
    ).all()
    if not rounds:
        return []
    # Where names are not stored each round knows the person by another hash.
    known = {identity(round): ballots.voter(round, person_id) for round in rounds}
    found = session.connection().execute(
        core_select(_BALLOT.c.round_id, _BALLOT.c.voter).where(
            _BALLOT.c.workspace_id == workspace_id,
            _BALLOT.c.round_id.in_(known),
            _BALLOT.c.voter.in_(set(known.values())),
        )
    )
    voted = {round_id for round_id, voter in found if known[round_id] == voter}
    return [round for round in rounds if identity(round) not in voted]
