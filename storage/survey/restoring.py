"""Readings as they would be had an import never been, told by the history of their KPI.

What was recorded last by other means is the ground: imports only replace it. While an import that
came after it stands, the reading is worked out from the answers that are left; else the ground is
there again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import exists
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.identity import identity
from storage.kpi import history as kpi_history
from storage.kpi import measures, periods, readings
from storage.kpi.measures import Measured
from storage.kpi.readings import TAKEN_BACK, Became, Recorded
from storage.models import Answer, AnswerAgain, ImportBatch, Kpi
from storage.opportunity.frameworks import Period
from storage.statements import table_of
from storage.survey import tallies

_A, _AGAIN, _B = table_of(Answer), table_of(AnswerAgain), table_of(ImportBatch)


class Fate(StrEnum):
    """What became of a reading."""

    RESTORED = "restored"  # it is another one now
    GONE = "gone"  # there was none before
    LEFT = "left"  # somebody recorded it since


@dataclass(frozen=True, slots=True)
class Restored:
    """The reading of a period: what it was, and what it is now."""

    begin: date
    fate: Fate
    was: Measured
    now: Measured | None


@dataclass(frozen=True, slots=True)
class _Ground:
    """What imports replaced: the entry of the history that tells of it."""

    entry_id: int
    measured: Measured
    source: str


def restore(
    session: Session,
    *,
    kpi: Kpi,
    begins: Collection[date],
    actor_id: str,
    at: datetime,
) -> list[Restored]:
    """The readings of these periods without an import that is undone, its answers gone already."""
    grounds = _grounds(session, kpi)
    found = []
    for begin in sorted(begins):
        held = readings.of_period(session, kpi=kpi, period_start=begin)
        if held is None:
            continue
        was = measures.read(held)
        if held.source != tallies.SOURCE:
            found.append(Restored(begin, Fate.LEFT, was, was))
            continue
        ground = grounds.get(begin)
        done = None
        if _stands(session, kpi, begin, ground.entry_id if ground else 0):
            done = _anew(session, kpi, begin, actor_id, at)
        if done is None and ground is not None:
            done = _back(session, kpi, begin, ground, actor_id, at)
        if done is None:
            readings.take_back(session, kpi=kpi, reading=held, actor_id=actor_id, at=at)
            found.append(Restored(begin, Fate.GONE, was, None))
        elif done.became is not Became.SAME:
            found.append(Restored(begin, Fate.RESTORED, was, measures.read(done.reading)))
    return found


def _anew(session: Session, kpi: Kpi, begin: date, actor_id: str, at: datetime) -> Recorded | None:
    """Worked out from the answers that are left; None when none is."""
    done = tallies.recompute(session, kpi=kpi, begins={begin}, actor_id=actor_id, at=at)
    return done[0] if done else None


def _back(
    session: Session, kpi: Kpi, begin: date, ground: _Ground, actor_id: str, at: datetime
) -> Recorded:
    """What was recorded before, with its source."""
    return readings.record(
        session,
        kpi=kpi,
        period_start=begin,
        measured=ground.measured,
        actor_id=actor_id,
        at=at,
        source=ground.source,
    )


def _grounds(session: Session, kpi: Kpi) -> dict[date, _Ground]:
    """What was recorded last for each period of the present series by other means than imports."""
    found: dict[date, _Ground] = {}
    decided = set()
    for entry in kpi_history.changes(session, kpi=kpi):
        held = entry.after or {}
        if held.get("of_series") != kpi.series:
            continue
        begin = date.fromisoformat(held["of_period"])
        if begin in decided or held.get("source") == tallies.SOURCE:
            continue
        decided.add(begin)
        # What was taken back had nothing before it.
        if entry.what != TAKEN_BACK:
            measured = Measured(
                held["value"], held.get("n"), held.get("spread"), held.get("counts")
            )
            found[begin] = _Ground(identity(entry), measured, held["source"])
    return found


def _stands(session: Session, kpi: Kpi, begin: date, since: int) -> bool:
    """Whether an import that came after an entry of the history has answers of this period."""
    last = periods.last_day(Period(measures.of(kpi).period), begin)
    again = exists().where(
        _AGAIN.c.workspace_id == _A.c.workspace_id,
        _AGAIN.c.answer_id == _A.c.id,
        _AGAIN.c.batch_id == _B.c.id,
    )
    found = session.connection().execute(
        core_select(_B.c.id)
        .join_from(_B, _A, (_A.c.workspace_id == _B.c.workspace_id) & (_A.c.kpi_id == _B.c.kpi_id))
        .where(
            _B.c.workspace_id == kpi.workspace_id,
            _B.c.kpi_id == identity(kpi),
            _B.c.undone_at.is_(None),
            _B.c.history_id >= since,
            _A.c.series == kpi.series,
            _A.c.answered_on.between(begin, last),
            (_A.c.batch_id == _B.c.id) | again,
        )
        .limit(1)
    )
    return found.first() is not None
