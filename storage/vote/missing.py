"""Who may vote and has not yet, as far as Slack has told who may."""

from sqlalchemy import func
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.models import Ballot, VoteMember, VoteRound
from storage.statements import table_of
from storage.vote import ballots

_BALLOT, _MEMBER = table_of(Ballot), table_of(VoteMember)


def people(session: Session, *, round: VoteRound) -> list[str]:
    """By id; nobody where that can't be known any more, the key of the hashes being gone."""
    members = session.connection().execute(
        core_select(_MEMBER.c.person_id)
        .where(_MEMBER.c.workspace_id == round.workspace_id, _MEMBER.c.round_id == round.id)
        .order_by(_MEMBER.c.person_id)
    )
    voted = set(
        session.connection()
        .execute(
            core_select(_BALLOT.c.voter).where(
                _BALLOT.c.workspace_id == round.workspace_id, _BALLOT.c.round_id == round.id
            )
        )
        .scalars()
    )
    return [each for each in members.scalars() if ballots.voter(round, each) not in voted]


def have_all_voted(session: Session, *, round: VoteRound) -> bool:
    """Whether it is known who may vote, and each of them has."""
    members, voters = (
        session.connection()
        .execute(
            core_select(func.count())
            .select_from(table)
            .where(table.c.workspace_id == round.workspace_id, table.c.round_id == round.id)
        )
        .scalar_one()
        for table in (_MEMBER, _BALLOT)
    )
    # Counted first: it is asked after every vote, and mostly the count tells.
    return bool(members) and voters >= members and not people(session, round=round)
