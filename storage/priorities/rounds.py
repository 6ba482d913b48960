"""The vote rounds that priorities go by: when each closed, and how many took part."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, func
from sqlalchemy import select as core_select
from sqlalchemy.sql.selectable import ScalarSelect
from sqlmodel import Session

from storage.models import Ballot, VoteMember, VoteOption, VoteRound
from storage.statements import table_of
from storage.vote.outcomes import Voted

_ROUND, _OPTION = table_of(VoteRound), table_of(VoteOption)
_BALLOT, _MEMBER = table_of(Ballot), table_of(VoteMember)


@dataclass(frozen=True, slots=True)
class Round:
    """A closed round: `voters` of `eligible` took part, None where nobody knows of how many."""

    number: int
    closed_at: datetime
    dots: int
    voters: int
    eligible: int | None

    def share(self, dots: int) -> float:
        """What part of the round's dots these are, 0 to 1; nothing where nobody voted."""
        return dots / self.dots if self.dots else 0.0


def _of_round(table: Table, what: ColumnElement[int]) -> ScalarSelect[int]:
    return (
        core_select(what)
        .where(table.c.workspace_id == _ROUND.c.workspace_id, table.c.round_id == _ROUND.c.id)
        .correlate(_ROUND)
        .scalar_subquery()
    )


_TOLD = core_select(
    _ROUND.c.number,
    _ROUND.c.closed_at,
    _of_round(_OPTION, func.coalesce(func.sum(_OPTION.c.dots), 0)),
    _of_round(_BALLOT, func.count()),
    _of_round(_MEMBER, func.count()),
)


def told(session: Session, workspace_id: str, votes: Mapping[int, Voted]) -> dict[int, Round]:
    """The rounds that these votes come from, by V-number, the latest first."""
    numbers = {got.round for got in votes.values()}
    if not numbers:
        return {}
    found = session.connection().execute(
        _TOLD.where(_ROUND.c.workspace_id == workspace_id, _ROUND.c.number.in_(numbers)).order_by(
            _ROUND.c.closed_at.desc(), _ROUND.c.id.desc()
        )
    )
    return {
        number: Round(number, closed_at, dots, voters, max(members, voters) if members else None)
        for number, closed_at, dots, voters, members in found
    }
