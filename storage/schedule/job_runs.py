"""Which run of a job was claimed by whom: however many processes run, each run happens once.

A run is a job and a slot. Whoever inserts its row has it while the lease holds; after that it
is anybody's again, and whoever comes late with the result of an earlier try is turned away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from storage.models import JobRun
from storage.models.columns import JsonObject, UtcTime
from storage.schedule import ticks
from storage.statements import table_of, upsert

LEASE = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=6)

_RUN = table_of(JobRun)
_CLAIM = upsert(
    JobRun,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "job", "slot"],
        set_={
            "claimed_by": insert.excluded.claimed_by,
            "lease_until": insert.excluded.lease_until,
            "attempts": _RUN.c.attempts + 1,
        },
        where=and_(
            _RUN.c.finished_at.is_(None),
            _RUN.c.lease_until <= bindparam("now", type_=UtcTime),
        ),
    ).returning(_RUN.c.attempts),
)


@dataclass(frozen=True, slots=True)
class Run:
    """A claimed run; `attempt` counts the claims of it, this one included."""

    workspace_id: str
    job: str
    slot: datetime
    by: str
    attempt: int


def claim(
    session: Session, *, workspace_id: str, job: str, slot: datetime, by: str, now: datetime
) -> Run | None:
    """Takes a run for as long as a lease; None when somebody else has it or it is done."""
    attempt = _CLAIM.run(
        session,
        workspace_id=workspace_id,
        job=job,
        slot=slot,
        claimed_by=by,
        lease_until=now + LEASE,
        attempts=1,
        now=now,
    ).scalar_one_or_none()
    return None if attempt is None else Run(workspace_id, job, slot, by, attempt)


def holds(session: Session, *, run: Run) -> bool:
    """Whether the run still belongs to whoever claimed it; then it does until the commit.

    Where not, it was taken over meanwhile, and nothing may be done about it.
    """
    held = select(JobRun.attempts).where(*_is(run)).with_for_update()
    return session.exec(held).first() is not None


def finish(session: Session, *, run: Run, at: datetime, outcome: str) -> bool:
    """Notes that a run is done, in the transaction that does it; False as with `holds`."""
    return _note(session, run, {"finished_at": at, "outcome": outcome[:300]})


def fail(session: Session, *, run: Run, now: datetime, why: str) -> bool:
    """Notes why a try failed; it is anybody's again after a pause that grows with each."""
    pause = min(LONGEST_PAUSE, timedelta(minutes=2 ** min(run.attempt, 20)))
    return _note(session, run, {"lease_until": now + pause, "outcome": why[:300]})


def latest(
    session: Session, *, workspace_id: str, jobs: Sequence[str], limit: int
) -> Sequence[JobRun]:
    """The last runs of these jobs, newest first."""
    return session.exec(
        select(JobRun)
        .where(JobRun.workspace_id == workspace_id, col(JobRun.job).in_(jobs))
        .order_by(col(JobRun.slot).desc(), col(JobRun.job))
        .limit(limit)
    ).all()


def newest(session: Session, *, limit: int) -> Sequence[JobRun]:
    """The last claimed runs of all jobs in all workspaces, newest first; looks stand apart."""
    return session.exec(
        select(JobRun)
        .where(JobRun.slot != ticks.SLOT)
        .order_by(col(JobRun.slot).desc(), col(JobRun.job))
        .limit(limit)
    ).all()


def forget_before(session: Session, *, moment: datetime) -> int:
    """Drops what was finished for slots before a moment; returns how many."""
    dropped = session.connection().execute(
        delete(_RUN).where(_RUN.c.slot < moment, _RUN.c.finished_at < moment)
    )
    return dropped.rowcount


def _note(session: Session, run: Run, values: JsonObject) -> bool:
    noted = session.connection().execute(update(_RUN).where(*_is(run)).values(**values))
    return noted.rowcount == 1


def _is(run: Run) -> tuple[ColumnElement[bool], ...]:
    """This very try of a run, not done yet."""
    return (
        _RUN.c.workspace_id == run.workspace_id,
        _RUN.c.job == run.job,
        _RUN.c.slot == run.slot,
        _RUN.c.claimed_by == run.by,
        _RUN.c.attempts == run.attempt,
        _RUN.c.finished_at.is_(None),
    )
