"""What a digest tells of votes: those that ended in its period, and those that run.

A person also sees the votes they may vote in, wherever those are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, or_
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.digest.period import Period, Some
from storage.digest.scope import of_journey
from storage.journey.channel_content import may_be_seen
from storage.journey.visibility import Viewer
from storage.models import VoteMember, VoteOption, VoteRound
from storage.statements import table_of
from storage.vocabulary import RoundStatus

_ROUND, _OPTION, _MEMBER = table_of(VoteRound), table_of(VoteOption), table_of(VoteMember)


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


def closed(session: Session, *, period: Period, viewer: Viewer, most: int) -> Some[Chosen]:
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


def running(session: Session, *, period: Period, viewer: Viewer, most: int) -> Some[Running]:
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


def _rounds(period: Period, viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    may_vote = exists().where(
        _MEMBER.c.workspace_id == _ROUND.c.workspace_id,
        _MEMBER.c.round_id == _ROUND.c.id,
        _MEMBER.c.person_id == viewer.person_id,
    )
    return (*of_journey(_ROUND, period), or_(may_be_seen(_ROUND, viewer), may_vote))
