"""On PostgreSQL, sending what answers nothing without waiting: most of a request's time is that.

A savepoint, or a row that is only stored, has no answer to wait for. They are sent together
with the next question, whose answer tells of a failure in any of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor, ExecutionContext
from sqlalchemy.sql.compiler import SQLCompiler

_OPEN = "cairn_pipeline"
_ANSWERLESS = ("SAVEPOINT ", "RELEASE SAVEPOINT ", "ROLLBACK TO SAVEPOINT ")


def prepare(engine: Engine) -> None:
    """Makes the engine's connections ready for `pipelined`."""
    event.listen(engine, "after_cursor_execute", _wait_for_answer)


@contextmanager
def pipelined(connection: Connection) -> Iterator[None]:
    """Waits only for answers, inside; at the end for all that was sent.

    What fails is raised as DBAPIError by this or a later statement, or at the end. On a
    database without pipelines nothing is different.
    """
    driver: Any = connection.connection.driver_connection
    if not hasattr(driver, "pipeline"):
        yield
        return
    with driver.pipeline() as pipeline:
        connection.info[_OPEN] = pipeline
        try:
            yield
            # A question like any other, so that a failure is told as SQLAlchemy tells it.
            connection.exec_driver_sql("SELECT 1")
        finally:
            del connection.info[_OPEN]


def _wait_for_answer(
    connection: Connection,
    cursor: DBAPICursor,
    statement: str,
    parameters: object,
    context: ExecutionContext | None,
    executemany: bool,  # noqa: FBT001 - as SQLAlchemy calls it
) -> None:
    del cursor, parameters, executemany
    pipeline = connection.info.get(_OPEN)
    if pipeline is not None and not _is_answerless(statement, context):
        pipeline.sync()


def _is_answerless(statement: str, context: ExecutionContext | None) -> bool:
    if context is None or not isinstance(context.compiled, SQLCompiler):
        return statement.startswith(_ANSWERLESS)
    return context.isinsert and not context.compiled.effective_returning
