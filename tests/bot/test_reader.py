"""The reader: shared transactions, never an older state than at the asking, failing alone."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.reader import THREADS, Reader
from tests.bot.scratch import Gate, make, names_inside


@pytest.fixture(autouse=True)
def scratch(engine: Engine) -> None:
    """A table of the tests' own."""
    make(engine)


@pytest.fixture
async def reader(engine: Engine) -> AsyncIterator[Reader]:
    reader = Reader(engine)
    reader.start()
    yield reader
    await reader.stop()


class Block(Gate):
    """Holds a thread inside its transaction, which has begun to see the database."""

    def __call__(self, session: Session) -> None:
        names_inside(session)
        super().__call__(session)


async def blocked(reader: Reader) -> list[tuple[Block, asyncio.Task[None]]]:
    """Every thread is held, each in a transaction of its own."""
    held = []
    for _ in range(THREADS):
        block = Block()
        held.append((block, asyncio.create_task(reader.read(block))))
        await asyncio.to_thread(block.reached.wait, 30)
    return held


def add(engine: Engine, name: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO scratch (name) VALUES (:name)"), {"name": name})


async def test_what_waits_together_shares_a_transaction(reader: Reader) -> None:
    held = await blocked(reader)
    # Still there when it is compared: another object could get the same address.
    seen: list[object] = []

    def note(session: Session) -> None:
        seen.append(session.connection().get_transaction())

    tasks = [asyncio.create_task(reader.read(note)) for _ in range(10)]
    await asyncio.sleep(0)
    for block, holding in held:
        block.open()
        await holding
    await asyncio.gather(*tasks)
    assert len(seen) == 10
    assert len({id(each) for each in seen}) <= THREADS


async def test_nobody_is_answered_from_before_they_asked(reader: Reader, engine: Engine) -> None:
    held = await blocked(reader)
    add(engine, "new")
    # Both threads are in transactions that began before; this must not be done in one of them.
    asked = [asyncio.create_task(reader.read(names_inside)) for _ in range(5)]
    await asyncio.sleep(0)
    for block, holding in held:
        block.open()
        await holding
    assert await asyncio.gather(*asked) == [["new"]] * 5


async def test_a_long_read_holds_up_nobody(reader: Reader) -> None:
    block = Block()
    long = asyncio.create_task(reader.read(block))
    await asyncio.to_thread(block.reached.wait, 30)
    assert await asyncio.gather(*(reader.read(names_inside) for _ in range(5))) == [[]] * 5
    assert not long.done()
    block.open()
    await long


async def test_what_raises_fails_alone(reader: Reader) -> None:
    held = await blocked(reader)

    def broken(session: Session) -> None:
        session.connection().execute(text("SELECT nothing FROM nowhere"))

    def wrong(session: Session) -> None:
        raise KeyError(names_inside(session)[0:1] or "mine")

    works = [names_inside, wrong, names_inside, broken, names_inside]
    tasks = [asyncio.create_task(reader.read(work)) for work in works]
    await asyncio.sleep(0)
    for block, holding in held:
        block.open()
        await holding
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [results[0], results[2], results[4]] == [[], [], []]
    assert isinstance(results[1], KeyError)
    assert isinstance(results[3], DBAPIError)


async def test_who_only_reads_can_not_write(reader: Reader, engine: Engine) -> None:
    def write(session: Session) -> None:
        session.connection().execute(text("INSERT INTO scratch (name) VALUES ('no')"))

    with pytest.raises(DBAPIError):
        await reader.read(write)
    add(engine, "yes")
    assert await reader.read(names_inside) == ["yes"]


async def test_stopping_finishes_what_waits(engine: Engine) -> None:
    reader = Reader(engine)
    reader.start()
    held = await blocked(reader)
    tasks = [asyncio.create_task(reader.read(names_inside)) for _ in range(5)]
    await asyncio.sleep(0)
    stopping = asyncio.create_task(reader.stop())
    await asyncio.sleep(0)
    for block, _ in held:
        block.open()
    await stopping
    assert await asyncio.gather(*tasks) == [[]] * 5
    with pytest.raises(RuntimeError, match="stopped"):
        await reader.read(names_inside)
