"""Votes: one ballot for each voter, and the dots on it, written together or not at all."""

import hashlib
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Table, bindparam, delete, exists, func, insert, update
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.identity import identity
from storage.models import Ballot, Dot, Member, VoteMember, VoteRound
from storage.statements import table_of, upsert
from storage.vocabulary import Names, RoundStatus
from storage.vote import rounds as vote_rounds

_BALLOT, _DOT = table_of(Ballot), table_of(Dot)
_MEMBER, _MAY_VOTE = table_of(Member), table_of(VoteMember)
_PUT_BALLOT = upsert(
    Ballot,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "round_id", "voter"],
        set_={"department": insert.excluded.department, "cast_at": insert.excluded.cast_at},
    ),
)
_DROP_BALLOT = delete(_BALLOT).where(
    _BALLOT.c.workspace_id == bindparam("of_workspace"),
    _BALLOT.c.round_id == bindparam("of_round"),
    _BALLOT.c.voter == bindparam("of_voter"),
)
_DROP_DOTS = delete(_DOT).where(
    _DOT.c.workspace_id == bindparam("of_workspace"),
    _DOT.c.round_id == bindparam("of_round"),
    _DOT.c.voter == bindparam("of_voter"),
)
_PUT_DOTS = insert(_DOT).inline()
_MINE = core_select(_DOT.c.option_id, _DOT.c.dots).where(
    _DOT.c.workspace_id == bindparam("workspace_id"),
    _DOT.c.round_id == bindparam("round_id"),
    _DOT.c.voter == bindparam("voter"),
)


def _of_round(table: Table) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        table.c.workspace_id == bindparam("workspace_id"),
        table.c.round_id == bindparam("round_id"),
    )


# All that a vote has to know, in one question.
_BEFORE = core_select(
    exists().where(*_of_round(_MAY_VOTE), _MAY_VOTE.c.person_id == bindparam("person_id")),
    exists().where(*_of_round(_BALLOT), _BALLOT.c.voter == bindparam("voter")),
    core_select(func.count()).where(*_of_round(_BALLOT)).scalar_subquery(),
    core_select(func.count()).where(*_of_round(_MAY_VOTE)).scalar_subquery(),
)
_DEPARTMENT = core_select(_MEMBER.c.department).where(
    _MEMBER.c.workspace_id == bindparam("workspace_id"),
    _MEMBER.c.id == bindparam("person_id"),
)
_KEEP_DEPARTMENT = (
    update(_MEMBER)
    .where(
        _MEMBER.c.workspace_id == bindparam("of_workspace"),
        _MEMBER.c.id == bindparam("of_person"),
    )
    .values(department=bindparam("named"))
)


class Outcome(StrEnum):
    """What became of a vote."""

    CAST = "cast"
    TAKEN_BACK = "taken back"  # no dots are no vote
    CLOSED = "closed"  # nothing was stored: the round does not run any more
    REFUSED = "refused"  # nothing was stored: more dots than allowed, or for something else


@dataclass(frozen=True, slots=True)
class Before:
    """How a person stands to a locked round before they vote; `members` 0: not known yet."""

    is_member: bool
    has_voted: bool
    voters: int
    members: int

    @property
    def nearly_all_voted(self) -> bool:
        """Whether one more vote may be the last."""
        return 0 < self.members <= self.voters + 1


def voter(round: VoteRound, person_id: str) -> str:
    """What a person's vote is known by: a keyed hash where names are not stored.

    Raises ValueError when the key is destroyed: then nobody's vote can be found any more.
    """
    if round.names != Names.NOT_STORED:
        return person_id
    if not round.voter_key:
        raise ValueError(f"V-{round.number} no longer knows whose votes it holds")
    key = bytes.fromhex(round.voter_key)
    return hmac.new(key, person_id.encode(), hashlib.sha256).hexdigest()


def before(session: Session, *, round: VoteRound, person_id: str) -> Before:
    """What a vote has to know, in one question."""
    found = session.connection().execute(
        _BEFORE,
        {
            "workspace_id": round.workspace_id,
            "round_id": identity(round),
            "person_id": person_id,
            "voter": voter(round, person_id),
        },
    )
    return Before(*found.one())


def cast(
    session: Session,
    *,
    round: VoteRound,
    voter: str,
    dots: Mapping[int, int],
    department: str | None,
    at: datetime,
    options: Collection[int] | None = None,
    first: bool = False,
) -> Outcome:
    """Puts a voter's dots, by option id, in place of whatever they had put before.

    The round is locked: its budget is checked here, in the transaction that writes. Where names
    are not stored neither is anything else that could tell a person: no department, no moment.
    Who knows the ids on the ballot, or that this voter has not voted, saves asking again.
    """
    put = {option_id: count for option_id, count in dots.items() if count}
    if round.status != RoundStatus.OPEN:
        return Outcome.CLOSED
    if options is None:
        options = [identity(each) for each in vote_rounds.options(session, round)]
    if not _allowed(round, put, options):
        return Outcome.REFUSED
    theirs = {
        "of_workspace": round.workspace_id,
        "of_round": identity(round),
        "of_voter": voter,
    }
    connection = session.connection()
    if not put:
        connection.execute(_DROP_DOTS, theirs)
        connection.execute(_DROP_BALLOT, theirs)
        return Outcome.TAKEN_BACK
    nameless = round.names == Names.NOT_STORED
    key = {"workspace_id": round.workspace_id, "round_id": identity(round), "voter": voter}
    _PUT_BALLOT.run(
        session,
        **key,
        department=None if nameless else department or None,
        cast_at=round.created_at if nameless else at,
    )
    if not first:
        connection.execute(_DROP_DOTS, theirs)
    connection.execute(
        _PUT_DOTS,
        [{**key, "option_id": option_id, "dots": count} for option_id, count in put.items()],
    )
    return Outcome.CAST


def _allowed(round: VoteRound, put: Mapping[int, int], options: Collection[int]) -> bool:
    return (
        all(0 < count <= round.most_on_one for count in put.values())
        and sum(put.values()) <= round.dots
        and put.keys() <= set(options)
    )


def mine(session: Session, *, round: VoteRound, voter: str) -> dict[int, int]:
    """A voter's dots by option id; empty when they have not voted."""
    found = session.connection().execute(
        _MINE,
        {"workspace_id": round.workspace_id, "round_id": identity(round), "voter": voter},
    )
    return {row.option_id: row.dots for row in found}


def department(session: Session, *, workspace_id: str, person_id: str) -> str:
    """The department a person named when they voted last; empty when they never did."""
    found = session.connection().execute(
        _DEPARTMENT, {"workspace_id": workspace_id, "person_id": person_id}
    )
    return found.scalar_one_or_none() or ""


def keep_department(
    session: Session, *, workspace_id: str, person_id: str, department: str
) -> None:
    """Keeps it for next time."""
    session.connection().execute(
        _KEEP_DEPARTMENT,
        {"of_workspace": workspace_id, "of_person": person_id, "named": department or None},
    )
