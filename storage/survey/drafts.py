"""Files that somebody looks at before they are imported; forgotten after a day."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.identity import identity
from storage.models import ImportDraft
from storage.models.columns import JsonObject
from storage.statements import table_of
from storage.survey import references

KEPT = timedelta(days=1)
# A process that died while it imported must not keep a file from being imported again.
_LEASE = timedelta(minutes=5)


def add(session: Session, *, draft: ImportDraft) -> ImportDraft:
    """Keeps which file it is; its rows are not kept."""
    session.add(draft)
    session.flush()
    return draft


def reference(draft: ImportDraft) -> str:
    """What buttons, forms and the outbox know it by; once it is gone, no other draft's."""
    return references.of(identity(draft), draft.created_at, draft.person_id)


def get_or_none(session: Session, *, workspace_id: str, known_by: str) -> ImportDraft | None:
    """The draft of a reference; None when it was imported or forgotten."""
    return _same(session.exec(_one(workspace_id, known_by)).first(), known_by)


def hold_or_none(session: Session, *, workspace_id: str, known_by: str) -> ImportDraft | None:
    """The same as it is now, held until this transaction ends."""
    held = _one(workspace_id, known_by).with_for_update()
    return _same(session.exec(held.execution_options(populate_existing=True)).first(), known_by)


def _one(workspace_id: str, known_by: str) -> SelectOfScalar[ImportDraft]:
    return select(ImportDraft).where(
        ImportDraft.workspace_id == workspace_id,
        ImportDraft.id == references.row_id(known_by),
    )


def _same(found: ImportDraft | None, known_by: str) -> ImportDraft | None:
    """None where its number was another draft's before."""
    return found if found is not None and reference(found) == known_by else None


def change(session: Session, *, draft: ImportDraft, changes: JsonObject) -> None:
    """Other choices, or what the file's columns are called."""
    draft.sqlmodel_update(changes)
    session.add(draft)
    session.flush()


def begin(session: Session, *, draft: ImportDraft, now: datetime) -> bool:
    """Claims the import; False while it is under way."""
    table = table_of(ImportDraft)
    done = session.connection().execute(
        update(table)
        .where(
            table.c.workspace_id == draft.workspace_id,
            table.c.id == draft.id,
            (table.c.begun_at.is_(None)) | (table.c.begun_at < now - _LEASE),
        )
        .values(begun_at=now)
    )
    return done.rowcount == 1


def drop(session: Session, *, draft: ImportDraft) -> None:
    """Imported, or not wanted any more."""
    session.delete(draft)
    session.flush()


def forget_before(session: Session, *, workspace_id: str, moment: datetime) -> int:
    """Forgets what nobody came back to; returns how many."""
    done = session.connection().execute(
        delete(table_of(ImportDraft)).where(
            col(ImportDraft.workspace_id) == workspace_id, col(ImportDraft.created_at) < moment
        )
    )
    return done.rowcount
