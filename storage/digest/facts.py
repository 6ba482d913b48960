"""Everything a digest is made from: what happened on a journey in a period, for one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, distinct, func
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.digest import loops, pains, votes, work
from storage.digest.loops import Ended, Loops, Thanks
from storage.digest.pains import Mover, Seen
from storage.digest.period import Period, Some
from storage.digest.votes import Chosen, Running
from storage.digest.work import Decided, Overdue, Untriaged
from storage.identity import identity
from storage.journey.visibility import Viewer
from storage.models import History, Touchpoint
from storage.pain.rows import PainRow
from storage.statements import table_of
from storage.vocabulary import Status

__all__ = ["Change", "Facts", "Period", "gather"]

# So many of each are named; how many there are is told beside them.
NAMED = 3
_CHANGES = ("added", "edited", "moved", "reordered", "retired", "restored")
_PARTS = ("touchpoint", "stage", "persona", "journey")

_H, _T = table_of(History), table_of(Touchpoint)


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to how many parts of the map, as the history calls both.

    `named` are some of the touchpoints, as (T-number, name).
    """

    part: str
    what: str
    total: int
    named: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a digest may tell; every list with how many there are in all."""

    seen: Seen
    movers: Sequence[Mover]
    new: Some[PainRow]
    rising: Some[PainRow]
    solved: Some[Ended]
    declined: Some[Ended]
    changes: Sequence[Change]
    votes_closed: Some[Chosen]
    planned: Some[Decided]
    done: Some[Decided]
    votes_running: Some[Running]
    overdue: Some[Overdue]
    untriaged: Untriaged
    loops: Loops
    thanks: Thanks

    @property
    def nothing_happened(self) -> bool:
        """Whether the period brought nothing; things may wait all the same."""
        return not (
            self.seen.sightings
            or self.new.total
            or self.solved.total
            or self.declined.total
            or self.changes
            or self.votes_closed.total
            or self.planned.total
            or self.done.total
        )


def gather(session: Session, *, period: Period, viewer: Viewer, today: date) -> Facts:
    """The facts for whoever reads them; `today` is the reader's day, to tell what is overdue."""
    most = NAMED
    return Facts(
        seen=pains.seen(session, period=period),
        movers=pains.movers(session, period=period),
        new=pains.new(session, period=period, most=most),
        rising=pains.rising(session, period=period, most=most),
        solved=loops.ended(session, period=period, status=Status.SOLVED, most=most),
        declined=loops.ended(session, period=period, status=Status.DECLINED, most=most),
        changes=_changes(session, period),
        votes_closed=votes.closed(session, period=period, viewer=viewer, most=most),
        planned=work.planned(session, period=period, most=most),
        done=work.done(session, period=period, viewer=viewer, most=most),
        votes_running=votes.running(session, period=period, viewer=viewer, most=most),
        overdue=work.overdue(session, period=period, viewer=viewer, today=today, most=most),
        untriaged=work.untriaged(session, period=period),
        loops=loops.loops(session, period=period),
        thanks=loops.thanks(session, period=period),
    )


def _changes(session: Session, period: Period) -> list[Change]:
    """How many parts of the map were changed in which way, each part counted once a way."""
    found = session.connection().execute(
        core_select(_H.c.subject, _H.c.what, func.count(distinct(_H.c.subject_id)))
        .where(*_in_period(period), _H.c.subject.in_(_PARTS), _H.c.what.in_(_CHANGES))
        .group_by(_H.c.subject, _H.c.what)
    )
    counted = sorted(found, key=lambda row: (_PARTS.index(row[0]), _CHANGES.index(row[1])))
    return [
        Change(part, what, total, _named(session, period, what) if part == "touchpoint" else ())
        for part, what, total in counted
        # A journey that was made is no change to a map.
        if (part, what) != ("journey", "added")
    ]


def _named(session: Session, period: Period, what: str) -> tuple[tuple[int, str], ...]:
    found = session.connection().execute(
        core_select(_T.c.number, _T.c.name)
        .select_from(_H)
        .join(_T, and_(_T.c.workspace_id == _H.c.workspace_id, _T.c.id == _H.c.subject_id))
        .where(*_in_period(period), _H.c.subject == "touchpoint", _H.c.what == what)
        .group_by(_T.c.number, _T.c.name)
        .order_by(func.max(_H.c.id).desc())
        .limit(NAMED)
    )
    return tuple((number, name) for number, name in found)


def _in_period(period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        _H.c.workspace_id == period.journey.workspace_id,
        _H.c.journey_id == identity(period.journey),
        _H.c.at > period.since,
        _H.c.at <= period.until,
    )
