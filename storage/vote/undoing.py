"""Taking back what was decided about a vote round: reopening it, and cancelling it."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, delete, update
from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.identity import identity
from storage.models import Ballot, Dot, History, VoteMember, VoteOption, VoteRound
from storage.models.columns import UtcTime
from storage.statements import table_of
from storage.vocabulary import Names, RoundStatus
from storage.vote import missing as vote_missing

REOPEN_WITHIN = timedelta(minutes=10)
# What a reopened round gets whose time was over, or which nothing else would close.
MORE_TIME = timedelta(hours=24)

# As the history calls it.
_REOPENED = "reopened"

_ROUND, _OPTION = table_of(VoteRound), table_of(VoteOption)
_THIS = (
    _ROUND.c.workspace_id == bindparam("of_workspace"),
    _ROUND.c.id == bindparam("of_round"),
)
_REOPEN = (
    update(_ROUND)
    .where(
        *_THIS,
        _ROUND.c.status == RoundStatus.CLOSED.value,
        _ROUND.c.closed_at > bindparam("not_before", type_=UtcTime),
        _ROUND.c.names != Names.NOT_STORED.value,
    )
    .values(
        status=RoundStatus.OPEN.value,
        closes_at=bindparam("until"),
        closed_at=bindparam("was_closed_at"),
        closed_by=None,
    )
)
_CANCEL = (
    update(_ROUND)
    .where(*_THIS, _ROUND.c.status == RoundStatus.OPEN.value)
    .values(
        status=RoundStatus.CANCELLED.value,
        closed_at=bindparam("moment"),
        closed_by=bindparam("person"),
        voter_key=None,
    )
)
# In the order in which the rows refer to each other.
_KEPT_BY_ROUND = tuple(table_of(model) for model in (Dot, Ballot, VoteMember, VoteOption))


class Reopened(StrEnum):
    """What became of the wish to reopen a round."""

    DONE = "done"
    NOT_CLOSED = "not closed"
    NOT_STORED = "not stored"  # nobody can tell any more who voted
    TOO_LATE = "too late"
    DECIDED = "decided"  # its run-off has begun


def reopen(session: Session, *, round: VoteRound, by: str, at: datetime) -> Reopened:
    """Opens a round again that was closed a moment ago; it keeps its votes.

    A round in which all have voted is marked by keeping `closed_at`, or the next change of
    mind would close it. It gets more time where its deadline is past.
    """
    against = refused(session, round=round, at=at)
    if against:
        return against
    complete = vote_missing.have_all_voted(session, round=round)
    reopened = session.connection().execute(
        _REOPEN,
        {
            **_of(round),
            "not_before": at - REOPEN_WITHIN,
            "until": _until(round, at, complete=complete),
            "was_closed_at": round.closed_at if complete else None,
        },
    )
    session.refresh(round)
    if not reopened.rowcount:
        return Reopened.NOT_CLOSED
    session.connection().execute(
        update(_OPTION)
        .where(_OPTION.c.workspace_id == round.workspace_id, _OPTION.c.round_id == round.id)
        .values(heat=None, dots=None, voters=None)
    )
    _note(session, round, by, at, _REOPENED)
    return Reopened.DONE


def may_reopen(session: Session, *, round: VoteRound, at: datetime) -> bool:
    """Whether there is still time to, and nothing else against it."""
    return refused(session, round=round, at=at) is None


def was_reopened(session: Session, *, round: VoteRound) -> bool:
    """Whether it was closed and opened again: then a standing was seen before its end."""
    found = session.exec(
        select(col(History.id))
        .where(
            History.workspace_id == round.workspace_id,
            History.subject == "vote",
            History.subject_id == identity(round),
            History.what == _REOPENED,
        )
        .limit(1)
    ).first()
    return found is not None


def cancel(session: Session, *, round: VoteRound, by: str, at: datetime) -> bool:
    """Cancels an open round; False when it is not open any more.

    Nothing stays of it but that it was, and who cancelled it when.
    """
    cancelled = session.connection().execute(_CANCEL, {**_of(round), "moment": at, "person": by})
    if not cancelled.rowcount:
        return False
    for table in _KEPT_BY_ROUND:
        session.connection().execute(
            delete(table).where(
                table.c.workspace_id == round.workspace_id, table.c.round_id == round.id
            )
        )
    session.refresh(round)
    _note(session, round, by, at, "cancelled")
    return True


def run_off(session: Session, *, round: VoteRound) -> VoteRound | None:
    """The round that decides this one's tie, unless it was cancelled."""
    return session.exec(
        select(VoteRound).where(
            VoteRound.workspace_id == round.workspace_id,
            VoteRound.run_off_of_id == round.id,
            VoteRound.status != RoundStatus.CANCELLED.value,
        )
    ).first()


def refused(session: Session, *, round: VoteRound, at: datetime) -> Reopened | None:
    """What is against reopening it at this moment."""
    if round.status != RoundStatus.CLOSED or round.closed_at is None:
        return Reopened.NOT_CLOSED
    if round.names == Names.NOT_STORED:
        return Reopened.NOT_STORED
    if round.closed_at <= at - REOPEN_WITHIN:
        return Reopened.TOO_LATE
    return Reopened.DECIDED if run_off(session, round=round) else None


def _until(round: VoteRound, at: datetime, *, complete: bool) -> datetime | None:
    if round.closes_at is None:
        return at + MORE_TIME if complete else None
    return round.closes_at if round.closes_at > at + REOPEN_WITHIN else at + MORE_TIME


def _of(round: VoteRound) -> dict[str, object]:
    return {"of_workspace": round.workspace_id, "of_round": identity(round)}


def _note(session: Session, round: VoteRound, by: str, at: datetime, what: str) -> None:
    history.note(
        session,
        round,
        actor_id=by,
        at=at,
        what=what,
    )
