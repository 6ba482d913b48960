"""Statements without an answer are not waited for on PostgreSQL, and fail all the same."""

from typing import Any

import pytest
from psycopg.pq import PipelineStatus
from sqlalchemy import Column, Engine, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import IntegrityError

from storage.pipeline import pipelined

NUMBERS = Table("numbers", MetaData(), Column("n", Integer, primary_key=True, autoincrement=False))
ADD = insert(NUMBERS).inline()


@pytest.fixture(autouse=True)
def numbers(engine: Engine) -> None:
    """A table of the tests' own."""
    NUMBERS.create(engine)


def test_postgres_is_asked_through_a_pipeline(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin():
        driver: Any = connection.connection.driver_connection
        with pipelined(connection):
            if engine.dialect.name == "postgresql":
                assert driver.pgconn.pipeline_status == PipelineStatus.ON
            connection.execute(ADD, {"n": 1})
        assert connection.scalars(select(NUMBERS.c.n)).all() == [1]
        if engine.dialect.name == "postgresql":
            assert driver.pgconn.pipeline_status == PipelineStatus.OFF


def test_everything_is_there_in_order(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin(), pipelined(connection):
        connection.execute(ADD, {"n": 1})
        connection.exec_driver_sql("SAVEPOINT request")
        connection.execute(ADD, [{"n": 2}, {"n": 3}])
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT request")
        connection.execute(ADD, {"n": 4})
        connection.exec_driver_sql("RELEASE SAVEPOINT request")
        assert connection.scalars(select(NUMBERS.c.n).order_by(NUMBERS.c.n)).all() == [1, 4]
        connection.execute(ADD, {"n": 5})
        changed = connection.execute(NUMBERS.update().where(NUMBERS.c.n > 1).values(n=NUMBERS.c.n))
        assert changed.rowcount == 2
    with engine.connect() as connection:
        assert connection.scalars(select(NUMBERS.c.n).order_by(NUMBERS.c.n)).all() == [1, 4, 5]


def test_a_failure_is_told_by_the_next_question_at_the_latest(engine: Engine) -> None:
    asked: list[bool] = []

    def work() -> None:
        with engine.connect() as connection, connection.begin(), pipelined(connection):
            connection.execute(ADD, {"n": 1})
            connection.execute(ADD, {"n": 1})
            # Fails because of the one before, which is the one that is told.
            connection.execute(ADD, {"n": 2})
            connection.execute(select(NUMBERS.c.n))
            asked.append(True)

    with pytest.raises(IntegrityError):
        work()
    assert not asked
    with engine.connect() as connection:
        assert connection.scalars(select(NUMBERS.c.n)).all() == []


def test_the_last_failure_is_told_at_the_end(engine: Engine) -> None:
    def work(*numbers: int) -> None:
        with engine.connect() as connection, connection.begin(), pipelined(connection):
            for number in numbers:
                connection.execute(ADD, {"n": number})

    with pytest.raises(IntegrityError):
        work(1, 1)
    work(1)
    with engine.connect() as connection:
        assert connection.scalars(select(NUMBERS.c.n)).all() == [1]
