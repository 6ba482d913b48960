"""An import taken back: its answers go, and what they had changed is as it was before."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import delete, func, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.identity import identity
from storage.kpi import measures, periods
from storage.models import Answer, AnswerAgain, ImportBatch, Kpi
from storage.opportunity.frameworks import Period
from storage.statements import table_of
from storage.survey import overlaps, restoring, sighted
from storage.survey.restoring import Restored
from storage.survey.sighted import Cleared

# As the history calls it.
UNDONE = "import undone"

_A, _AGAIN, _B = table_of(Answer), table_of(AnswerAgain), table_of(ImportBatch)


@dataclass(frozen=True, slots=True)
class Weight:
    """How much goes with an import: answers, and readings that are others then."""

    answers: int
    readings: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What went; `kept` are answers that other files had, too."""

    answers: int
    kept: int = 0
    readings: Sequence[Restored] = ()
    comments: Cleared = field(default_factory=Cleared)


def latest(
    session: Session,
    *,
    workspace_id: str,
    kpi_ids: Sequence[int],
    by_id: str | None,
    limit: int,
) -> Sequence[ImportBatch]:
    """Imports to these KPIs that stand, the latest first; of one person, or of all."""
    wanted = select(ImportBatch).where(
        ImportBatch.workspace_id == workspace_id,
        col(ImportBatch.kpi_id).in_(kpi_ids),
        col(ImportBatch.undone_at).is_(None),
    )
    if by_id is not None:
        wanted = wanted.where(ImportBatch.by_id == by_id)
    return session.exec(wanted.order_by(col(ImportBatch.id).desc()).limit(limit)).all()


def weight(session: Session, *, kpi: Kpi, batch_id: int) -> Weight:
    """What undoing it would take away.

    Answers that another file has, too, stay, and so do readings that somebody recorded since.
    """
    # With all its columns SQLite would search by the wrong index.
    others = (
        core_select(_AGAIN.c.answer_id)
        .where(_AGAIN.c.workspace_id == kpi.workspace_id, _AGAIN.c.answer_id == _A.c.id)
        .exists()
    )
    days = session.connection().execute(
        core_select(_A.c.answered_on, func.count().label("times"))
        .where(_A.c.workspace_id == kpi.workspace_id, _A.c.batch_id == batch_id, ~others)
        .group_by(_A.c.answered_on)
    )
    going: dict[date, int] = {row.answered_on: row.times for row in days}
    period = Period(measures.of(kpi).period)
    found = restoring.changing(
        session,
        kpi=kpi,
        begins=_begins(session, kpi, batch_id),
        going={periods.start(period, day) for day in going},
        batch_id=batch_id,
    )
    return Weight(sum(going.values()), found)


def is_of_series(session: Session, *, kpi: Kpi, batch_id: int) -> bool:
    """Whether its answers are of the KPI's present series: others are never touched."""
    other = (
        core_select(_A.c.id)
        .where(
            _A.c.workspace_id == kpi.workspace_id,
            _A.c.batch_id == batch_id,
            _A.c.series != kpi.series,
        )
        .limit(1)
    )
    return session.connection().execute(other).first() is None


def undo(
    session: Session, *, kpi: Kpi, batch_id: int, actor_id: str, at: datetime
) -> Undone | None:
    """Takes an import of a locked KPI's present series back; None when that was done already."""
    file_name = _claim(session, kpi, batch_id, actor_id, at)
    if file_name is None:
        return None
    workspace_id = kpi.workspace_id
    begins = _begins(session, kpi, batch_id)
    kept = overlaps.hand_over(session, workspace_id=workspace_id, batch_id=batch_id)
    comments = sighted.clear(
        session, workspace_id=workspace_id, batch_id=batch_id, actor_id=actor_id, at=at
    )
    gone = (
        session.connection()
        .execute(delete(_A).where(_A.c.workspace_id == workspace_id, _A.c.batch_id == batch_id))
        .rowcount
    )
    history.note(
        session,
        kpi,
        actor_id=actor_id,
        at=at,
        what=UNDONE,
        before={"file": file_name, "answers": gone},
    )
    restored = restoring.restore(
        session,
        kpi=kpi,
        begins=begins,
        actor_id=actor_id,
        at=at,
    )
    return Undone(gone, kept, restored, comments)


def _claim(session: Session, kpi: Kpi, batch_id: int, actor_id: str, at: datetime) -> str | None:
    """Marks it as undone, once; the file's name. Its fingerprint is free for another import."""
    found = session.connection().execute(
        update(_B)
        .where(
            _B.c.workspace_id == kpi.workspace_id,
            _B.c.id == batch_id,
            _B.c.kpi_id == identity(kpi),
            _B.c.undone_at.is_(None),
        )
        .values(undone_at=at, undone_by=actor_id, fingerprint=f"undone {batch_id}")
        .returning(_B.c.file_name)
    )
    file_name: str | None = found.scalar_one_or_none()
    return file_name


def _begins(session: Session, kpi: Kpi, batch_id: int) -> set[date]:
    """The periods that its file has answers of, those that are other imports', too, included."""
    again = core_select(_AGAIN.c.answer_id).where(
        _AGAIN.c.workspace_id == kpi.workspace_id, _AGAIN.c.batch_id == batch_id
    )
    days = session.connection().execute(
        core_select(_A.c.answered_on)
        .where(
            _A.c.workspace_id == kpi.workspace_id,
            (_A.c.batch_id == batch_id) | _A.c.id.in_(again),
        )
        .distinct()
    )
    period = Period(measures.of(kpi).period)
    return {periods.start(period, day) for day in days.scalars()}
