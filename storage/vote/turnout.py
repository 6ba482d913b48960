"""How many people voted in a round, and of how many."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.identity import identity
from storage.models import Ballot, VoteMember, VoteRound
from storage.statements import table_of

_BALLOT, _MEMBER = table_of(Ballot), table_of(VoteMember)
_COUNTS = core_select(
    *[
        core_select(func.count())
        .where(
            table.c.workspace_id == bindparam("workspace_id"),
            table.c.round_id == bindparam("round_id"),
        )
        .scalar_subquery()
        for table in (_BALLOT, _MEMBER)
    ]
)


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many voted, of how many; None as long as Slack has not told who may."""

    voters: int
    eligible: int | None


def of(session: Session, round: VoteRound) -> Turnout:
    """How many voted, and of how many: somebody who left the channel since counts too."""
    voters, members = (
        session.connection()
        .execute(_COUNTS, {"workspace_id": round.workspace_id, "round_id": identity(round)})
        .one()
    )
    return Turnout(voters, max(members, voters) if members else None)
