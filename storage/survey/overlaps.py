"""Answers that several imported files had: stored once, and there while one of these stands."""

from collections.abc import Sequence

from sqlalchemy import delete, exists, func, update
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.models import Answer, AnswerAgain
from storage.statements import table_of, upsert

_A, _AGAIN = table_of(Answer), table_of(AnswerAgain)
_AT_ONCE = 500
_NOTE = upsert(AnswerAgain, lambda each: each.on_conflict_do_nothing())


def note(session: Session, *, workspace_id: str, batch_id: int, answer_ids: Sequence[int]) -> None:
    """These answers of an import's file were stored before."""
    rows = [
        {"workspace_id": workspace_id, "batch_id": batch_id, "answer_id": answer_id}
        for answer_id in answer_ids
    ]
    statement = _NOTE.by_dialect[session.get_bind().dialect.name]
    for start in range(0, len(rows), _AT_ONCE):
        session.connection().execute(statement, rows[start : start + _AT_ONCE])


def hand_over(session: Session, *, workspace_id: str, batch_id: int) -> int:
    """An import lets go of what other files had, too; returns how many answers became theirs."""
    connection = session.connection()
    here = _AGAIN.c.workspace_id == workspace_id
    connection.execute(delete(_AGAIN).where(here, _AGAIN.c.batch_id == batch_id))
    of_answer = here & (_AGAIN.c.answer_id == _A.c.id)
    heir = core_select(func.min(_AGAIN.c.batch_id)).where(of_answer).scalar_subquery()
    handed = connection.execute(
        update(_A)
        .where(
            _A.c.workspace_id == workspace_id,
            _A.c.batch_id == batch_id,
            # With all its columns SQLite would search by the wrong index.
            core_select(_AGAIN.c.answer_id).where(of_answer).exists(),
        )
        .values(batch_id=heir)
    ).rowcount
    theirs = exists().where(
        _A.c.workspace_id == workspace_id,
        _A.c.id == _AGAIN.c.answer_id,
        _A.c.batch_id == _AGAIN.c.batch_id,
    )
    if handed:
        connection.execute(delete(_AGAIN).where(here, theirs))
    return handed
