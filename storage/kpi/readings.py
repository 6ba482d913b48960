"""Readings: one value of a KPI a period; recording again corrects it, and keeps what was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.identity import identity
from storage.kpi import measures
from storage.kpi.measures import Measured
from storage.models import Kpi, Reading
from storage.models.columns import JsonObject

BY_HAND = "by hand"
# As the history calls a reading that was undone, with none before it.
TAKEN_BACK = "taken back"


class Became(StrEnum):
    """What recording did."""

    NEW = "recorded"
    CORRECTED = "corrected"
    SAME = "same"  # a double click, or what was known already, whoever said so


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of it; `before` is what a correction replaced."""

    became: Became
    reading: Reading
    before: Measured | None = None


def record(
    session: Session,
    *,
    kpi: Kpi,
    period_start: date,
    measured: Measured,
    actor_id: str,
    at: datetime,
    source: str = BY_HAND,
) -> Recorded:
    """Stores a value for a period of a locked KPI's present series.

    A period has one reading: another value corrects it, and the old one stays in the history. The
    same value by other means is held as theirs, so that it stays when the first are undone.
    """
    known = of_period(session, kpi=kpi, period_start=period_start)
    if known and measures.read(known) == measured:
        if known.source != source:
            _hand_over(session, kpi, known, source=source, actor_id=actor_id, at=at)
        return Recorded(Became.SAME, known)
    before = measures.read(known) if known else None
    reading = known or Reading(
        workspace_id=kpi.workspace_id,
        kpi_id=identity(kpi),
        series=kpi.series,
        period_start=period_start,
        value=measured.value,
        recorded_by=actor_id,
        recorded_at=at,
    )
    reading.sqlmodel_update(
        {**_columns(measured), "source": source, "recorded_by": actor_id, "recorded_at": at}
    )
    session.add(reading)
    session.flush()
    became = Became.CORRECTED if before else Became.NEW
    history.note(
        session,
        kpi,
        actor_id=actor_id,
        at=at,
        what=became.value,
        before=_told(kpi, period_start, before) if before else None,
        after=_told(kpi, period_start, measured) | {"source": source},
    )
    return Recorded(became, reading, before)


def _hand_over(
    session: Session, kpi: Kpi, reading: Reading, *, source: str, actor_id: str, at: datetime
) -> None:
    """Somebody said the same by other means. Since when it is known stays: it is no news."""
    reading.sqlmodel_update({"source": source, "recorded_by": actor_id})
    session.add(reading)
    session.flush()
    told = _told(kpi, reading.period_start, measures.read(reading))
    history.note(
        session,
        kpi,
        actor_id=actor_id,
        at=at,
        what=Became.NEW.value,
        after=told | {"source": source},
    )


def take_back(session: Session, *, kpi: Kpi, reading: Reading, actor_id: str, at: datetime) -> None:
    """Takes a reading of a locked KPI's present series away; the history keeps what it said."""
    history.note(
        session,
        kpi,
        actor_id=actor_id,
        at=at,
        what=TAKEN_BACK,
        before=_told(kpi, reading.period_start, measures.read(reading)),
        after={"of_period": reading.period_start.isoformat(), "of_series": kpi.series},
    )
    session.delete(reading)
    session.flush()


def of_period(session: Session, *, kpi: Kpi, period_start: date) -> Reading | None:
    """The present series' reading of a period."""
    return session.exec(
        select(Reading).where(
            Reading.workspace_id == kpi.workspace_id,
            Reading.kpi_id == kpi.id,
            Reading.series == kpi.series,
            Reading.period_start == period_start,
        )
    ).first()


def by_period(session: Session, *, kpi: Kpi) -> dict[date, Reading]:
    """The present series' readings, by the first day of their period."""
    found = session.exec(
        select(Reading).where(
            Reading.workspace_id == kpi.workspace_id,
            Reading.kpi_id == kpi.id,
            Reading.series == kpi.series,
        )
    )
    return {each.period_start: each for each in found}


def of(session: Session, *, kpi: Kpi, limit: int, offset: int = 0) -> Sequence[Reading]:
    """Its readings, the present series first, the latest period first."""
    return session.exec(
        select(Reading)
        .where(Reading.workspace_id == kpi.workspace_id, Reading.kpi_id == kpi.id)
        .order_by(col(Reading.series).desc(), col(Reading.period_start).desc())
        .limit(limit)
        .offset(offset)
    ).all()


def count(session: Session, *, kpi: Kpi) -> int:
    """How many there are of all its series."""
    return session.exec(
        select(func.count())
        .select_from(Reading)
        .where(Reading.workspace_id == kpi.workspace_id, Reading.kpi_id == kpi.id)
    ).one()


def _columns(measured: Measured) -> JsonObject:
    return {
        "value": measured.value,
        "n": measured.n,
        "spread": measured.spread,
        "counts": measured.counts,
    }


def _told(kpi: Kpi, period_start: date, measured: Measured) -> JsonObject:
    """A reading as the history holds it."""
    held = {name: value for name, value in _columns(measured).items() if value is not None}
    return {"of_period": period_start.isoformat(), "of_series": kpi.series, **held}
