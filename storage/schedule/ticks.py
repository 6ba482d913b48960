"""Jobs that only look whether there is something to do: one process looks in each stretch of time.

What such a job finds it does in one transaction, row by row, each conditional on how the row
stands: done twice changes nothing, and a run that dies has done nothing and is made up for by the
next. So one row a job is enough: who looked last, how it went, and from when on it is anybody's
again. What must happen once at its own moment has a row for each run instead (`job_runs`).
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from storage.models import JobRun
from storage.models.columns import UtcTime
from storage.statements import table_of, upsert

# The slot that all looks of a job share; no run was ever planned for it.
SLOT = datetime(1970, 1, 1, tzinfo=UTC)

_RUN = table_of(JobRun)
_CLAIM = upsert(
    JobRun,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "job", "slot"],
        set_={
            "claimed_by": insert.excluded.claimed_by,
            "lease_until": insert.excluded.lease_until,
            "finished_at": None,
        },
        where=_RUN.c.lease_until <= bindparam("now", type_=UtcTime),
    ).returning(_RUN.c.attempts),
)


def claim(
    session: Session, *, workspace_id: str, job: str, every: timedelta, by: str, now: datetime
) -> datetime | None:
    """Takes this stretch of time; returns its end, None when somebody else has looked in it."""
    # The same stretches for all processes, whenever each began.
    until = now + every - (now - SLOT) % every
    claimed = _CLAIM.run(
        session,
        workspace_id=workspace_id,
        job=job,
        slot=SLOT,
        claimed_by=by,
        lease_until=until,
        attempts=1,
        now=now,
    )
    return None if claimed.scalar_one_or_none() is None else until


def looked(
    session: Session, *, workspace_id: str, job: str, until: datetime, at: datetime, outcome: str
) -> None:
    """Notes how it went, unless a later stretch was taken meanwhile."""
    session.connection().execute(
        update(_RUN)
        .where(
            _RUN.c.workspace_id == workspace_id,
            _RUN.c.job == job,
            _RUN.c.slot == SLOT,
            _RUN.c.lease_until == until,
        )
        .values(finished_at=at, outcome=outcome[:300])
    )


def of(session: Session, *, workspace_ids: Sequence[str]) -> Sequence[JobRun]:
    """The last look of every job; `lease_until` is when it looks next."""
    return session.exec(
        select(JobRun)
        .where(col(JobRun.workspace_id).in_(workspace_ids), JobRun.slot == SLOT)
        .order_by(col(JobRun.workspace_id), col(JobRun.job))
    ).all()
