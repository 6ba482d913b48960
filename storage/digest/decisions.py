"""What a digest tells of decisions: those taken in its period, and those that wait now.

Votes and actions of a private channel are for that channel alone; a person also sees the votes
they may vote in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Table, and_, exists, func, or_
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.digest.pains import Period, Some
from storage.identity import identity
from storage.journey.visibility import Viewer
from storage.models import (
    Action,
    ChannelBinding,
    Opportunity,
    PainPoint,
    VoteMember,
    VoteOption,
    VoteRound,
)
from storage.statements import table_of
from storage.vocabulary import (
    OPEN_ACTIONS,
    ActionStatus,
    Kind,
    OpportunityStatus,
    RoundStatus,
    Status,
)

_ROUND, _OPTION, _MEMBER = table_of(VoteRound), table_of(VoteOption), table_of(VoteMember)
_A, _O, _P = table_of(Action), table_of(Opportunity), table_of(PainPoint)
_BINDING = table_of(ChannelBinding)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A vote that ended, and what came first in it: several when they are tied."""

    number: int
    question: str
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Running:
    """A vote that runs; it ends at a moment, or when all have voted."""

    number: int
    question: str
    closes_at: datetime | None


@dataclass(frozen=True, slots=True)
class Decided:
    """An opportunity that was planned, or an action that was done with what came of it."""

    number: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Overdue:
    """An action that should be done."""

    number: int
    what: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Untriaged:
    """How many new pain points nobody has looked at, and since when the oldest waits."""

    total: int
    oldest_at: datetime | None


def votes_closed(session: Session, *, period: Period, viewer: Viewer, most: int) -> Some[Chosen]:
    """Votes that ended, the latest first."""
    wanted = (
        *_rounds(period, viewer),
        _ROUND.c.status == RoundStatus.CLOSED.value,
        _ROUND.c.closed_at > period.since,
        _ROUND.c.closed_at <= period.until,
    )
    found = (
        session.connection()
        .execute(
            core_select(_ROUND.c.id, _ROUND.c.number, _ROUND.c.question, func.count().over())
            .where(*wanted)
            .order_by(_ROUND.c.closed_at.desc(), _ROUND.c.id.desc())
            .limit(most)
        )
        .all()
    )
    first = _first(session, period.journey.workspace_id, [row[0] for row in found])
    rows = [Chosen(number, asked, first.get(each, ())) for each, number, asked, _ in found]
    return Some(rows, found[0][3] if found else 0)


def votes_running(session: Session, *, period: Period, viewer: Viewer, most: int) -> Some[Running]:
    """Votes that still run at the end of the period, the first to end first."""
    wanted = (
        *_rounds(period, viewer),
        _ROUND.c.status == RoundStatus.OPEN.value,
        or_(_ROUND.c.closes_at.is_(None), _ROUND.c.closes_at > period.until),
    )
    found = (
        session.connection()
        .execute(
            core_select(_ROUND.c.number, _ROUND.c.question, _ROUND.c.closes_at, func.count().over())
            .where(*wanted)
            .order_by(_ROUND.c.closes_at.nulls_last(), _ROUND.c.id)
            .limit(most)
        )
        .all()
    )
    rows = [Running(number, asked, closes_at) for number, asked, closes_at, _ in found]
    return Some(rows, found[0][3] if found else 0)


def planned(session: Session, *, period: Period, most: int) -> Some[Decided]:
    """Opportunities that were planned, the latest first."""
    status = OpportunityStatus.PLANNED.value
    title, reason = _O.c.title, _O.c.reason
    return _decided(session, _O, (title, reason), status, period, most)


def done(session: Session, *, period: Period, viewer: Viewer, most: int) -> Some[Decided]:
    """Actions that were done, the latest first."""
    what, status = (_A.c.what, _A.c.reason), ActionStatus.DONE.value
    return _decided(session, _A, what, status, period, most, _actions(viewer))


def overdue(
    session: Session, *, period: Period, viewer: Viewer, today: date, most: int
) -> Some[Overdue]:
    """Actions that should be done, the longest overdue first."""
    found = (
        session.connection()
        .execute(
            core_select(_A.c.number, _A.c.what, _A.c.due_on, func.count().over())
            .where(
                *_of_journey(_A, period),
                _actions(viewer),
                _A.c.status.in_([each.value for each in OPEN_ACTIONS]),
                _A.c.due_on < today,
            )
            .order_by(_A.c.due_on, _A.c.number)
            .limit(most)
        )
        .all()
    )
    rows = [Overdue(number, what, due_on) for number, what, due_on, _ in found]
    return Some(rows, found[0][3] if found else 0)


def untriaged(session: Session, *, period: Period) -> Untriaged:
    """New pain points that wait for somebody to say whether they are real."""
    found = session.connection().execute(
        core_select(func.count(), func.min(_P.c.created_at, type_=_P.c.created_at.type)).where(
            *_of_journey(_P, period),
            _P.c.kind == Kind.PAIN.value,
            _P.c.status == Status.NEW.value,
        )
    )
    return Untriaged(*found.one())


def _decided(
    session: Session,
    table: Table,
    words: tuple[ColumnElement[str], ColumnElement[str]],
    status: str,
    period: Period,
    most: int,
    *further: ColumnElement[bool],
) -> Some[Decided]:
    found = (
        session.connection()
        .execute(
            core_select(table.c.number, *words, func.count().over())
            .where(
                *_of_journey(table, period),
                *further,
                table.c.status == status,
                table.c.status_at > period.since,
                table.c.status_at <= period.until,
            )
            .order_by(table.c.status_at.desc(), table.c.number)
            .limit(most)
        )
        .all()
    )
    rows = [Decided(number, title, reason) for number, title, reason, _ in found]
    return Some(rows, found[0][3] if found else 0)


def _first(
    session: Session, workspace_id: str, round_ids: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    """What got most dots in these rounds, in the ballot's order."""
    rank = func.rank().over(partition_by=_OPTION.c.round_id, order_by=_OPTION.c.dots.desc())
    ranked = (
        core_select(_OPTION.c.round_id, _OPTION.c.title, _OPTION.c.position, rank.label("rank"))
        .where(
            _OPTION.c.workspace_id == workspace_id,
            _OPTION.c.round_id.in_(round_ids),
            _OPTION.c.dots > 0,
        )
        .subquery()
    )
    found: dict[int, tuple[str, ...]] = {}
    for round_id, title in session.connection().execute(
        core_select(ranked.c.round_id, ranked.c.title)
        .where(ranked.c.rank == 1)
        .order_by(ranked.c.round_id, ranked.c.position)
    ):
        found[round_id] = (*found.get(round_id, ()), title)
    return found


def _of_journey(table: Table, period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.workspace_id == period.journey.workspace_id,
        table.c.journey_id == identity(period.journey),
    )


def _rounds(period: Period, viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    may_vote = exists().where(
        _MEMBER.c.workspace_id == _ROUND.c.workspace_id,
        _MEMBER.c.round_id == _ROUND.c.id,
        _MEMBER.c.person_id == viewer.person_id,
    )
    return (*_of_journey(_ROUND, period), or_(_may_be_seen(_ROUND, viewer), may_vote))


def _actions(viewer: Viewer) -> ColumnElement[bool]:
    own = _A.c.owner_id == viewer.person_id
    return or_(_A.c.channel_id.is_(None), _may_be_seen(_A, viewer), own)


def _may_be_seen(table: Table, viewer: Viewer) -> ColumnElement[bool]:
    """What happened in this channel, or in a public one that works on the journey."""
    in_public = exists().where(
        and_(
            _BINDING.c.workspace_id == table.c.workspace_id,
            _BINDING.c.journey_id == table.c.journey_id,
            _BINDING.c.channel_id == table.c.channel_id,
            _BINDING.c.private.is_(False),
        )
    )
    return or_(table.c.channel_id == viewer.channel_id, in_public)
