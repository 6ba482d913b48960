"""Imported answers: each stored once, however often its file or a longer one is imported."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, update
from sqlalchemy import select as core_select
from sqlmodel import Session, select

from storage.history import entries as history
from storage.identity import identity
from storage.models import Answer, ImportBatch, Kpi
from storage.models.columns import JsonObject
from storage.statements import table_of, upsert
from storage.survey import overlaps

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """One row of a file; comment and segment are free of customer data. `line` is the file's."""

    line: int
    day: date
    score: int
    comment: str = ""
    segment: str = ""
    touchpoint_id: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class NewBatch:
    """The file: what it is called, its fingerprint, and how its columns were read."""

    file_name: str
    fingerprint: str
    columns: JsonObject
    by_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """How many answers were new; `batch_id` is None when this very file was imported before."""

    batch_id: int | None
    new: int = 0


_A = table_of(Answer)
_ADD_BATCH = upsert(
    ImportBatch,
    lambda each: each.on_conflict_do_nothing().returning(table_of(ImportBatch).c.id),
)
_ADD_ANSWER = upsert(Answer, lambda each: each.on_conflict_do_nothing())


def keyed(rows: Sequence[NewAnswer]) -> list[NewAnswer]:
    """The rows with what each is known by: what it says, and which of several alike it is.

    Two customers may give the same score on the same day without a word: they are two. A longer
    file that has the same two again has no third.
    """
    seen: Counter[tuple[object, ...]] = Counter()
    found = []
    for row in rows:
        said = (
            *(row.day.isoformat(), row.score, " ".join(row.comment.split())),
            *(" ".join(row.segment.split()), row.touchpoint_id),
        )
        seen[said] += 1
        text = json.dumps([*said, seen[said]], ensure_ascii=False)
        found.append(replace(row, key=hashlib.sha256(text.encode()).hexdigest()))
    return found


def fingerprint(digest: str, *, kpi: Kpi) -> str:
    """What a file of this digest is known by, for a KPI as it is measured now."""
    return hashlib.sha256(f"{kpi.series} {digest}".encode()).hexdigest()


def imported(session: Session, *, kpi: Kpi, fingerprint: str) -> ImportBatch | None:
    """The import of this very file for this KPI, if there was one."""
    return session.exec(
        select(ImportBatch).where(
            ImportBatch.workspace_id == kpi.workspace_id,
            ImportBatch.kpi_id == identity(kpi),
            ImportBatch.fingerprint == fingerprint,
        )
    ).first()


def known(session: Session, *, kpi: Kpi, rows: Sequence[NewAnswer]) -> set[str]:
    """The keys of those of these rows that are stored already."""
    of_series = _of_series(kpi)
    return {
        key
        for part in _parts(rows)
        for key in session.connection()
        .execute(
            core_select(_A.c.row_key).where(*of_series, _A.c.row_key.in_([row.key for row in part]))
        )
        .scalars()
    }


def batch_or_none(session: Session, *, workspace_id: str, batch_id: int) -> ImportBatch | None:
    """An import by its row."""
    return session.exec(
        select(ImportBatch).where(
            ImportBatch.workspace_id == workspace_id, ImportBatch.id == batch_id
        )
    ).first()


def between(session: Session, *, kpi: Kpi, first: date, last: date) -> int:
    """How many answers of these days are stored, both days included."""
    found: int = (
        session.connection()
        .execute(
            core_select(func.count())
            .select_from(_A)
            .where(*_of_series(kpi), _A.c.answered_on.between(first, last))
        )
        .scalar_one()
    )
    return found


def store(session: Session, *, kpi: Kpi, batch: NewBatch, rows: Sequence[NewAnswer]) -> Stored:
    """Stores a file's rows for a locked KPI's present series; what is there already stays."""
    added = _ADD_BATCH.run(
        session,
        workspace_id=kpi.workspace_id,
        kpi_id=identity(kpi),
        fingerprint=batch.fingerprint,
        file_name=batch.file_name,
        columns=batch.columns,
        by_id=batch.by_id,
        at=batch.at,
        answers=0,
        history_id=history.latest_id(session, kpi),
    )
    batch_id: int | None = added.scalar_one_or_none()
    if batch_id is None:
        return Stored(None)
    statement = _ADD_ANSWER.by_dialect[session.get_bind().dialect.name]
    for part in _parts(rows):
        session.connection().execute(statement, [_columns(kpi, batch_id, row) for row in part])
    new: int = (
        session.connection()
        .execute(
            core_select(func.count())
            .select_from(_A)
            .where(_A.c.workspace_id == kpi.workspace_id, _A.c.batch_id == batch_id)
        )
        .scalar_one()
    )
    if new < len(rows):
        others = _of_others(session, kpi, batch_id, rows)
        overlaps.note(session, workspace_id=kpi.workspace_id, batch_id=batch_id, answer_ids=others)
    table = table_of(ImportBatch)
    session.connection().execute(
        update(table)
        .where(table.c.workspace_id == kpi.workspace_id, table.c.id == batch_id)
        .values(answers=new)
    )
    return Stored(batch_id, new)


def _of_others(session: Session, kpi: Kpi, batch_id: int, rows: Sequence[NewAnswer]) -> list[int]:
    """Those of a file's answers that earlier imports brought."""
    return [
        found
        for part in _parts(rows)
        for found in session.connection()
        .execute(
            core_select(_A.c.id).where(
                *_of_series(kpi),
                _A.c.row_key.in_([row.key for row in part]),
                _A.c.batch_id != batch_id,
            )
        )
        .scalars()
    ]


def _columns(kpi: Kpi, batch_id: int, row: NewAnswer) -> JsonObject:
    return {
        "workspace_id": kpi.workspace_id,
        "kpi_id": identity(kpi),
        "series": kpi.series,
        "batch_id": batch_id,
        "row_key": row.key,
        "answered_on": row.day,
        "score": row.score,
        "comment": row.comment,
        "segment": row.segment,
        "touchpoint_id": row.touchpoint_id,
    }


def _of_series(kpi: Kpi) -> tuple[Any, ...]:
    return (
        _A.c.workspace_id == kpi.workspace_id,
        _A.c.kpi_id == identity(kpi),
        _A.c.series == kpi.series,
    )


def _parts(rows: Sequence[NewAnswer]) -> Iterator[Sequence[NewAnswer]]:
    return (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))
