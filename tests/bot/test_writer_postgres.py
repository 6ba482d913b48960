"""The writer where the database itself is lost or in the way."""

import asyncio
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.writer import Writer
from storage.db import open_engine
from tests.bot.scratch import make, names, put, together

pytestmark = pytest.mark.postgres


async def test_a_lost_connection_is_made_again(fresh_postgres_url: str) -> None:
    engine = open_engine(fresh_postgres_url)
    make(engine)
    writer = Writer(engine)
    writer.start()
    tries: list[str] = []

    def cut(session: Session) -> str:
        tries.append("cut")
        if len(tries) == 1:
            session.connection().execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return put("cut")(session)

    try:
        assert await together(writer, put("a"), cut, put("b")) == ["a", "cut", "b"]
        assert len(tries) == 2
        assert names(engine) == ["a", "b", "cut"]
    finally:
        await writer.stop()
        engine.dispose()


async def test_two_writers_in_each_others_way_both_get_done(fresh_postgres_url: str) -> None:
    engine = open_engine(fresh_postgres_url)
    make(engine)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO scratch VALUES ('x', 0), ('y', 0)"))
    writers = [Writer(engine), Writer(engine)]
    met = threading.Barrier(2)

    def count_up(first: str, second: str) -> Callable[[Session], None]:
        tries: list[str] = []

        def work(session: Session) -> None:
            add(session, first)
            tries.append(first)
            if len(tries) == 1:
                met.wait(timeout=30)
            add(session, second)

        return work

    def add(session: Session, name: str) -> None:
        session.connection().execute(
            text("UPDATE scratch SET n = n + 1 WHERE name = :name"), {"name": name}
        )

    for each in writers:
        each.start()
    try:
        await asyncio.gather(
            writers[0].write(count_up("x", "y")), writers[1].write(count_up("y", "x"))
        )
        with engine.connect() as connection:
            counts = connection.execute(text("SELECT name, n FROM scratch ORDER BY name")).all()
        assert [tuple(row) for row in counts] == [("x", 2), ("y", 2)]
    finally:
        for each in writers:
            await each.stop()
        engine.dispose()


async def test_reading_cannot_write(fresh_postgres_url: str) -> None:
    engine = open_engine(fresh_postgres_url)
    make(engine)
    writer = Writer(engine)
    writer.start()
    try:
        with pytest.raises(DBAPIError):
            await writer.read(put("sneaked in"))
        assert names(engine) == []
    finally:
        await writer.stop()
        engine.dispose()
