"""Readings as they would be had an import never been, told by the history of their KPI.

What was recorded last by other means is the ground: imports only replace it. While an import that
came after it stands, the reading is worked out from the answers that are left; else the ground is
there again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func
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
_SAME_WORKSPACE = _A.c.workspace_id == _B.c.workspace_id
# Imports with the answers that they brought, and with those that earlier ones had brought.
_ITS_OWN = _B.join(_A, _SAME_WORKSPACE & (_A.c.batch_id == _B.c.id))
_OTHERS_TOO = _B.join(
    _AGAIN, (_AGAIN.c.workspace_id == _B.c.workspace_id) & (_AGAIN.c.batch_id == _B.c.id)
).join(_A, _SAME_WORKSPACE & (_A.c.id == _AGAIN.c.answer_id))


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
    grounds, standing = _grounds(session, kpi), _standing(session, kpi, begins)
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
        if _stands(standing, begin, ground):
            done = _anew(session, kpi, begin, actor_id, at)
        if done is None and ground is not None:
            done = _back(session, kpi, begin, ground, actor_id, at)
        if done is None:
            readings.take_back(session, kpi=kpi, reading=held, actor_id=actor_id, at=at)
            found.append(Restored(begin, Fate.GONE, was, None))
        elif done.became is not Became.SAME:
            found.append(Restored(begin, Fate.RESTORED, was, measures.read(done.reading)))
    return found


def changing(
    session: Session, *, kpi: Kpi, begins: Collection[date], going: Collection[date], batch_id: int
) -> int:
    """How many readings of these periods would be others without an import.

    `going` are the periods of the answers that would go with it.
    """
    grounds = _grounds(session, kpi)
    standing = _standing(session, kpi, begins, without=batch_id)
    known = readings.by_period(session, kpi=kpi)
    count = 0
    for begin in begins:
        held = known.get(begin)
        if held is None or held.source != tallies.SOURCE:
            continue
        ground = grounds.get(begin)
        if _stands(standing, begin, ground):
            count += begin in going
        else:
            count += ground is None or ground.measured != measures.read(held)
    return count


def _stands(standing: Mapping[date, int], begin: date, ground: _Ground | None) -> bool:
    """Whether an import that came after the ground has answers of this period."""
    return begin in standing and standing[begin] >= (ground.entry_id if ground else 0)


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


def _standing(
    session: Session, kpi: Kpi, begins: Collection[date], *, without: int = 0
) -> dict[date, int]:
    """The latest import that stands and has answers of a period: its place in the history.

    `without` is an import that is taken for undone.
    """
    if not begins:
        return {}
    period = Period(measures.of(kpi).period)
    last = periods.last_day(period, max(begins))
    connection = session.connection()
    found: dict[date, int] = {}
    for of_batch in (_ITS_OWN, _OTHERS_TOO):
        rows = connection.execute(
            core_select(_A.c.answered_on, func.max(_B.c.history_id))
            .select_from(of_batch)
            .where(
                _B.c.workspace_id == kpi.workspace_id,
                _B.c.kpi_id == identity(kpi),
                _B.c.undone_at.is_(None),
                _B.c.history_id.is_not(None),
                _B.c.id != without,
                _A.c.series == kpi.series,
                _A.c.answered_on.between(min(begins), last),
            )
            .group_by(_A.c.answered_on)
        )
        for day, place in rows:
            begin = periods.start(period, day)
            found[begin] = max(place, found.get(begin, 0))
    return found
