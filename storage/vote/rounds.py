"""Vote rounds: starting one, finding it again, and what stands on its ballot."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, insert
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.identity import identity
from storage.models import Opportunity, PainPoint, VoteOption, VoteRound
from storage.numbers import next_number
from storage.statements import table_of
from storage.vocabulary import About, Names, RoundStatus

MOST_OPTIONS = 20
MOST_DOTS = 10
_A_QUARTER = 4

_ADD_OPTIONS = insert(table_of(VoteOption))
_NUMBERED = select(VoteRound).where(
    col(VoteRound.workspace_id) == bindparam("workspace_id"),
    col(VoteRound.number) == bindparam("number"),
)
_LOCK = _NUMBERED.with_for_update().execution_options(populate_existing=True)
_OPTIONS = (
    select(VoteOption)
    .where(
        col(VoteOption.workspace_id) == bindparam("workspace_id"),
        col(VoteOption.round_id) == bindparam("round_id"),
    )
    .order_by(col(VoteOption.position))
)


_OPTION, _PAIN, _IDEA = table_of(VoteOption), table_of(PainPoint), table_of(Opportunity)
_LINES = (
    core_select(_OPTION.c.id, _OPTION.c.title, _PAIN.c.number, _IDEA.c.number)
    .select_from(
        _OPTION.outerjoin(
            _PAIN,
            and_(
                _PAIN.c.workspace_id == _OPTION.c.workspace_id,
                _PAIN.c.id == _OPTION.c.pain_point_id,
            ),
        ).outerjoin(
            _IDEA,
            and_(
                _IDEA.c.workspace_id == _OPTION.c.workspace_id,
                _IDEA.c.id == _OPTION.c.opportunity_id,
            ),
        )
    )
    .where(
        _OPTION.c.workspace_id == bindparam("workspace_id"),
        _OPTION.c.round_id == bindparam("round_id"),
    )
    .order_by(_OPTION.c.position)
)


@dataclass(frozen=True, slots=True)
class NewRound:
    """What a round is started with; `closes_at` None: when everybody has voted."""

    question: str
    about: About
    dots: int
    most_on_one: int
    live: bool = False
    names: Names = Names.SHOWN
    group_id: str | None = None
    quorum: int | None = None
    closes_at: datetime | None = None
    run_off_of_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewOption:
    """Something to vote for: a pain point, an opportunity, or only words."""

    title: str
    pain_point_id: int | None = None
    opportunity_id: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An option as its words alone, with the number of what it is, if that has one."""

    id: int
    title: str
    pain: int | None = None
    opportunity: int | None = None


def dots_each(options: int) -> int:
    """A quarter of the options, rounded half up, at least 1 and at most 10.

    Source: formulas of the project.
    """
    return min(MOST_DOTS, max(1, (2 * options + _A_QUARTER) // (2 * _A_QUARTER)))


def start(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    channel_id: str,
    starter_id: str,
    new: NewRound,
    options: Sequence[NewOption],
    at: datetime,
) -> VoteRound:
    """A new open round with its ballot, in this order. Raises ValueError without options."""
    if not 0 < len(options) <= MOST_OPTIONS:
        raise ValueError(f"{len(options)} options are none to vote on")
    # Only while the round is open; without it nobody can tell whose a vote was.
    key = secrets.token_hex(32) if new.names is Names.NOT_STORED else None
    vote = VoteRound(
        workspace_id=workspace_id,
        number=next_number(session, workspace_id=workspace_id, kind="vote"),
        journey_id=journey_id,
        channel_id=channel_id,
        starter_id=starter_id,
        question=new.question,
        about=new.about.value,
        dots=new.dots,
        most_on_one=new.most_on_one,
        live=new.live,
        names=new.names.value,
        group_id=new.group_id,
        quorum=new.quorum,
        status=RoundStatus.OPEN.value,
        created_at=at,
        closes_at=new.closes_at,
        run_off_of_id=new.run_off_of_id,
        voter_key=key,
    )
    session.add(vote)
    session.flush()
    _add_options(session, vote, options)
    history.note(
        session,
        vote,
        actor_id=starter_id,
        at=at,
        what="started",
        after={"question": new.question, "options": len(options), "dots": new.dots},
    )
    return vote


def _add_options(session: Session, vote: VoteRound, options: Sequence[NewOption]) -> None:
    session.connection().execute(
        _ADD_OPTIONS,
        [
            {
                "workspace_id": vote.workspace_id,
                "round_id": vote.id,
                "position": position,
                "title": each.title,
                "pain_point_id": each.pain_point_id,
                "opportunity_id": each.opportunity_id,
                "heat": None,
            }
            for position, each in enumerate(options, start=1)
        ],
    )


def numbered(session: Session, *, workspace_id: str, number: int) -> VoteRound | None:
    """V-number of any journey of the workspace."""
    found = session.execute(_NUMBERED, {"workspace_id": workspace_id, "number": number})
    return found.scalars().first()


def lock(session: Session, *, workspace_id: str, number: int) -> VoteRound | None:
    """V-number as it is now, held for this transaction: it neither closes nor opens meanwhile."""
    found = session.execute(_LOCK, {"workspace_id": workspace_id, "number": number})
    return found.scalars().first()


def open_ones(session: Session, *, workspace_id: str) -> Sequence[VoteRound]:
    """All rounds that run, oldest first."""
    return session.exec(
        select(VoteRound)
        .where(VoteRound.workspace_id == workspace_id, VoteRound.status == RoundStatus.OPEN.value)
        .order_by(col(VoteRound.id))
    ).all()


def options(session: Session, round: VoteRound) -> Sequence[VoteOption]:
    """What stands on the ballot, in its order."""
    found = session.execute(
        _OPTIONS, {"workspace_id": round.workspace_id, "round_id": identity(round)}
    )
    return found.scalars().all()


def lines(session: Session, round: VoteRound) -> list[Line]:
    """The same, only ids, words and numbers: little work, for every vote that is cast."""
    found = session.connection().execute(
        _LINES, {"workspace_id": round.workspace_id, "round_id": identity(round)}
    )
    return [Line(*row) for row in found]
