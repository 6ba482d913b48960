"""What a vote round came to: dots, shares, distinct voters and ranks, also while it runs.

Source: formulas of the project. share = dots / all dots; participation = voters / those who
may vote; standard competition ranking 1, 2, 2, 4.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import bindparam, func
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import BindParameter
from sqlmodel import Session

from storage.identity import identity
from storage.models import Ballot, Dot, VoteMember, VoteOption, VoteRound
from storage.statements import table_of
from storage.vote.outcomes import Voted, for_opportunities, for_pains

__all__ = ["Counted", "Tally", "Voted", "for_opportunities", "for_pains", "ranked", "tally"]

# With at most so many tied for the first place a run-off decides between them.
MOST_IN_RUN_OFF = 4

_BALLOT, _DOT = table_of(Ballot), table_of(Dot)
_MEMBER, _OPTION = table_of(VoteMember), table_of(VoteOption)
_THIS: dict[str, BindParameter[Any]] = {
    "workspace_id": bindparam("workspace_id"),
    "round_id": bindparam("round_id"),
}
_OPTIONS = (
    core_select(
        _OPTION.c.id,
        _OPTION.c.position,
        _OPTION.c.title,
        _OPTION.c.pain_point_id,
        _OPTION.c.opportunity_id,
        _OPTION.c.heat,
    )
    .where(_OPTION.c.workspace_id == _THIS["workspace_id"], _OPTION.c.round_id == _THIS["round_id"])
    .order_by(_OPTION.c.position)
)
# Not joined to the options: every dot is then looked at once, however many options there are.
_DOTS = (
    core_select(_DOT.c.option_id, func.sum(_DOT.c.dots), func.count())
    .where(_DOT.c.workspace_id == _THIS["workspace_id"], _DOT.c.round_id == _THIS["round_id"])
    .group_by(_DOT.c.option_id)
)
_VOTERS = core_select(func.count()).where(
    _BALLOT.c.workspace_id == _THIS["workspace_id"], _BALLOT.c.round_id == _THIS["round_id"]
)
_MEMBERS = core_select(func.count()).where(
    _MEMBER.c.workspace_id == _THIS["workspace_id"], _MEMBER.c.round_id == _THIS["round_id"]
)


@dataclass(frozen=True, slots=True)
class Counted:
    """One option with what it got; `share` is of all dots, 0 to 1; `voters` put a dot on it."""

    option_id: int
    position: int
    title: str
    pain_point_id: int | None
    opportunity_id: int | None
    heat: float | None
    dots: int = 0
    voters: int = 0
    share: float = 0.0
    rank: int = 1


@dataclass(frozen=True, slots=True)
class Tally:
    """A round counted: options best first, equal ones in the ballot's order.

    `eligible` is how many may vote; None as long as Slack has not told.
    """

    options: tuple[Counted, ...] = field(default=())
    voters: int = 0
    eligible: int | None = None
    quorum: int | None = None

    @property
    def dots(self) -> int:
        """All dots together."""
        return sum(option.dots for option in self.options)

    @property
    def participation(self) -> float | None:
        """Voters of those who may vote, 0 to 1; None when nobody is known to."""
        return self.voters / self.eligible if self.eligible else None

    @property
    def quorum_met(self) -> bool | None:
        """Whether enough people voted; None where no quorum was asked for."""
        return None if self.quorum is None else self.voters >= self.quorum

    @property
    def first(self) -> tuple[Counted, ...]:
        """Everything that shares the first place; nothing where nobody put a dot."""
        return tuple(option for option in self.options if option.rank == 1 and option.dots)

    @property
    def tied(self) -> tuple[Counted, ...]:
        """The 2 to 4 that a run-off can decide between; else nothing."""
        return self.first if 1 < len(self.first) <= MOST_IN_RUN_OFF else ()


def tally(session: Session, *, round: VoteRound) -> Tally:
    """The round as it stands now, open or closed."""
    connection = session.connection()
    this = {"workspace_id": round.workspace_id, "round_id": identity(round)}
    voters = connection.execute(_VOTERS, this).scalar_one()
    members = connection.execute(_MEMBERS, this).scalar_one()
    dots = {option_id: got for option_id, *got in connection.execute(_DOTS, this)}
    options = [Counted(*row, *dots.get(row.id, ())) for row in connection.execute(_OPTIONS, this)]
    # Who voted and left the channel since was eligible all the same.
    eligible = max(members, voters) if members else None
    return Tally(ranked(options), voters, eligible, round.quorum)


def ranked(options: Iterable[Counted]) -> tuple[Counted, ...]:
    """The same, best first, with share and rank: 1, 2, 2, 4."""
    by_dots = sorted(options, key=lambda option: (-option.dots, option.position))
    total = sum(option.dots for option in by_dots)
    ranks: dict[int, int] = {}
    for place, option in enumerate(by_dots, start=1):
        ranks.setdefault(option.dots, place)
    return tuple(
        replace(option, share=option.dots / total if total else 0.0, rank=ranks[option.dots])
        for option in by_dots
    )
