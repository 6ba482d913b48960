"""Votes by department, without giving anybody away.

Source: formulas of the project. Only groups of 5 or more are shown, and what is hidden can't
be worked out: the totals are known to all, so whatever is left of them after taking off what
is shown must itself be 5 people or more, from more than one group. One line is drawn for all
options together; a line for each option could be played off against the others.

A round that was reopened has none: one person alone may have voted between its two ends, and
the difference of what was shown at each would be that person's vote.

Who is alone in a hidden group knows what that group chose: with one other hidden group beside
it they would know that one too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import and_
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.folding import fold
from storage.models import Ballot, Dot, VoteRound
from storage.statements import table_of
from storage.vocabulary import Names, RoundStatus
from storage.vote import undoing as vote_undoing

SMALLEST = 5
# What people are called who named no department.
UNNAMED = ""

_BALLOT, _DOT = table_of(Ballot), table_of(Dot)


@dataclass(frozen=True, slots=True)
class Group:
    """A department: how many of it voted, and their dots by option id."""

    name: str
    voters: int
    dots: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ByDepartment:
    """What may be shown, largest first; everybody else only as a number."""

    shown: tuple[Group, ...] = ()
    hidden_groups: int = 0
    hidden_voters: int = 0


class MayAsk(StrEnum):
    """Whether the departments of a round may be looked at, or why not."""

    YES = "yes"
    NOT_CLOSED = "not closed"
    NOT_STORED = "not stored"
    REOPENED = "reopened"  # once is enough to look


def may_ask(session: Session, *, round: VoteRound) -> MayAsk:
    """Only of a closed round, and once: two looks may differ by a single vote."""
    if round.names == Names.NOT_STORED:
        return MayAsk.NOT_STORED
    if round.status != RoundStatus.CLOSED:
        return MayAsk.NOT_CLOSED
    return MayAsk.REOPENED if vote_undoing.was_reopened(session, round=round) else MayAsk.YES


def by_department(session: Session, *, round: VoteRound) -> ByDepartment:
    """The departments of a round that can be shown; nothing where nobody may ask."""
    if may_ask(session, round=round) is not MayAsk.YES:
        return ByDepartment()
    return disclosed(_groups(session, round))


def offered(session: Session, *, round: VoteRound) -> bool:
    """Whether there is a department to be shown: enough voters of one said which is theirs."""
    return any(group.name for group in by_department(session, round=round).shown)


def disclosed(groups: Iterable[Group]) -> ByDepartment:
    """Hides the small groups, then the next smallest until nothing can be worked out."""
    by_size = sorted(groups, key=lambda group: (group.voters, fold(group.name)))
    hidden = sum(group.voters < SMALLEST for group in by_size)
    while 0 < hidden < len(by_size) and _tells(by_size[:hidden]):
        hidden += 1
    return ByDepartment(tuple(reversed(by_size[hidden:])), hidden, _voters(by_size[:hidden]))


def _tells(hidden: Sequence[Group]) -> bool:
    """Whether a small group could be worked out, by anybody or by who is alone in theirs."""
    beside = [group.voters for group in hidden[1:]]
    alone_with_one = hidden[0].voters == 1 and len(beside) == 1 and beside[0] < SMALLEST
    return _voters(hidden) < SMALLEST or alone_with_one


def _voters(groups: Sequence[Group]) -> int:
    return sum(group.voters for group in groups)


def _groups(session: Session, round: VoteRound) -> list[Group]:
    """Everybody by department; spellings that differ in case or accents are one."""
    found = session.connection().execute(
        core_select(_BALLOT.c.voter, _BALLOT.c.department, _DOT.c.option_id, _DOT.c.dots)
        .outerjoin(
            _DOT,
            and_(
                _DOT.c.workspace_id == _BALLOT.c.workspace_id,
                _DOT.c.round_id == _BALLOT.c.round_id,
                _DOT.c.voter == _BALLOT.c.voter,
            ),
        )
        .where(_BALLOT.c.workspace_id == round.workspace_id, _BALLOT.c.round_id == round.id)
    )
    spellings: dict[str, Counter[str]] = {}
    voters: dict[str, set[str]] = {}
    dots: dict[str, Counter[int]] = {}
    for voter, department, option_id, given in found:
        name = " ".join((department or UNNAMED).split())
        key = fold(name)
        spellings.setdefault(key, Counter())[name] += 1
        voters.setdefault(key, set()).add(voter)
        dots.setdefault(key, Counter())
        if option_id is not None:
            dots[key][option_id] += given
    return [
        Group(spellings[key].most_common(1)[0][0], len(voters[key]), dots[key]) for key in voters
    ]
