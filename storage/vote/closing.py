"""Closing a vote round: once, whoever asks and however many processes try.

What each option got and how hot it was at that moment is kept, and the key that voters were
hashed with is destroyed: from then on nobody can tell who voted where names are not stored.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.identity import identity
from storage.models import VoteOption, VoteRound
from storage.pain import rows as pain_rows
from storage.statements import table_of
from storage.vocabulary import RoundStatus
from storage.vote import missing as vote_missing
from storage.vote import results as vote_results

# Closed by nobody: the deadline, or the last vote.
BY_ITSELF = "clock"

_ROUND, _OPTION = table_of(VoteRound), table_of(VoteOption)
_CLOSE = (
    update(_ROUND)
    .where(
        _ROUND.c.workspace_id == bindparam("of_workspace"),
        _ROUND.c.id == bindparam("of_round"),
        _ROUND.c.status == RoundStatus.OPEN.value,
    )
    .values(
        status=RoundStatus.CLOSED.value,
        closed_at=bindparam("moment"),
        closed_by=bindparam("person"),
        voter_key=None,
    )
)
_KEEP = (
    update(_OPTION)
    .where(
        _OPTION.c.workspace_id == bindparam("of_workspace"),
        _OPTION.c.id == bindparam("of_option"),
    )
    .values(heat=bindparam("hot"), dots=bindparam("got"), voters=bindparam("by"))
)


def close(session: Session, *, round: VoteRound, by: str | None, at: datetime) -> bool:
    """Closes an open round; False when somebody else was faster.

    `by` is who closed it, None for the deadline or the last vote. Other votes wait for this
    transaction, and then find the round closed.
    """
    closed = session.connection().execute(
        _CLOSE,
        {
            "of_workspace": round.workspace_id,
            "of_round": identity(round),
            "moment": at,
            "person": by,
        },
    )
    if not closed.rowcount:
        return False
    session.refresh(round)
    _keep_result(session, round, at)
    history.note(
        session,
        round,
        actor_id=by or BY_ITSELF,
        at=at,
        what="closed",
    )
    return True


def due(session: Session, *, workspace_id: str, now: datetime) -> Sequence[int]:
    """The V-numbers of what is past its deadline, however long, longest first."""
    return session.exec(
        select(VoteRound.number)
        .where(
            VoteRound.workspace_id == workspace_id,
            VoteRound.status == RoundStatus.OPEN.value,
            col(VoteRound.closes_at) <= now,
        )
        .order_by(col(VoteRound.closes_at), col(VoteRound.id))
    ).all()


def close_if_all_voted(session: Session, *, round: VoteRound, at: datetime) -> bool:
    """Closes an open round in which nobody is left to vote.

    One that was reopened stays open: somebody wanted it to, although all had voted.
    """
    if round.closed_at is not None or not vote_missing.have_all_voted(session, round=round):
        return False
    return close(session, round=round, by=None, at=at)


def _keep_result(session: Session, round: VoteRound, at: datetime) -> None:
    """What each option got, and how hot it was, for everything that shows it afterwards."""
    counted = vote_results.tally(session, round=round).options
    ids = [option.pain_point_id for option in counted if option.pain_point_id is not None]
    rows = pain_rows.rows(session, round.workspace_id, ids, at) if ids else []
    heat = {row.id: row.heat for row in rows}
    for option in counted:
        session.connection().execute(
            _KEEP,
            {
                "of_workspace": round.workspace_id,
                "of_option": option.option_id,
                "hot": heat.get(option.pain_point_id or 0),
                "got": option.dots,
                "by": option.voters,
            },
        )
