"""The writer: group commit, failing alone, busy means not begun, answered once it is durable."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, column, insert, table
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bot.writer import BusyError, Writer
from storage.db import open_engine
from tests.bot.scratch import Gate, held, make, names, names_inside, put, together


@pytest.fixture(autouse=True)
def scratch(engine: Engine) -> None:
    """A table of the tests' own."""
    make(engine)


async def test_a_batch_is_one_transaction(writer: Writer, engine: Engine) -> None:
    seen: list[object] = []

    def note(session: Session) -> None:
        seen.append(session.connection().connection.driver_connection)
        seen.append(names_inside(session))

    assert await together(writer, put("a"), put("b"), note) == ["a", "b", None]
    assert seen[1] == ["a", "b"]
    assert names(engine) == ["a", "b"]


async def test_what_belongs_at_the_end_comes_after_all_others(writer: Writer) -> None:
    seen: list[str] = []
    gate, holding = await held(writer)
    last = asyncio.create_task(writer.write(lambda _: seen.append("last"), at_end=True))
    await asyncio.sleep(0)
    first = asyncio.create_task(writer.write(lambda _: seen.append("first")))
    await asyncio.sleep(0)
    gate.open()
    await asyncio.gather(holding, last, first)
    assert seen == ["first", "last"]


async def test_what_raises_fails_alone(writer: Writer, engine: Engine) -> None:
    def half_done(session: Session) -> None:
        put("half")(session)
        raise KeyError("mine")

    results = await together(writer, put("a"), half_done, put("b"))
    assert results[0] == "a"
    assert isinstance(results[1], KeyError)
    assert results[2] == "b"
    assert names(engine) == ["a", "b"]


async def test_what_is_refused_after_it_was_sent_fails_alone(
    writer: Writer, engine: Engine
) -> None:
    add = insert(table("scratch", column("name"))).inline()

    def send(name: str) -> Callable[[Session], str]:
        def work(session: Session) -> str:
            session.connection().execute(add, {"name": name})
            return name

        return work

    found = await together(writer, send("a"), send("b"), send("a"), send("c"))
    assert isinstance(found.pop(2), IntegrityError)
    assert found == names(engine) == ["a", "b", "c"]


async def test_what_raises_by_itself_leaves_nothing(writer: Writer, engine: Engine) -> None:
    def half_done(session: Session) -> None:
        put("half")(session)
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        await writer.write(half_done)
    await writer.write(put("next"))
    assert names(engine) == ["next"]


async def test_what_breaks_the_transaction_fails_alone(writer: Writer, engine: Engine) -> None:
    results = await together(writer, put("a"), put("same"), put("same"), put("b"))
    assert results[:2] == ["a", "same"]
    assert isinstance(results[2], IntegrityError)
    assert results[3] == "b"
    assert names(engine) == ["a", "b", "same"]


async def test_answers_come_after_the_commit(writer: Writer, engine: Engine) -> None:
    other = open_engine(engine.url.render_as_string(hide_password=False))
    try:
        for number in range(20):
            name = f"n{number:02}"
            await writer.write(put(name))
            assert name in await asyncio.to_thread(names, other)
    finally:
        other.dispose()


async def test_nothing_is_answered_while_the_batch_is_not_committed(
    writer: Writer, engine: Engine
) -> None:
    gate, holding = await held(writer)
    first = asyncio.create_task(writer.write(put("first")))
    second = Gate()
    last = asyncio.create_task(writer.write(second))
    await asyncio.sleep(0)
    gate.open()
    await holding
    await asyncio.to_thread(second.reached.wait, 30)
    # The first work is done, but the transaction it stands in is still open.
    assert not first.done()
    assert await writer.read(names_inside) == []
    second.open()
    await last
    assert await first == "first"
    assert names(engine) == ["first"]


async def test_busy_means_that_nothing_happened(writer: Writer, engine: Engine) -> None:
    gate, holding = await held(writer)
    with pytest.raises(BusyError):
        await writer.write(put("late"), patience_s=0.01)
    gate.open()
    await holding
    await writer.write(put("next"))
    assert names(engine) == ["next"]


async def test_what_was_begun_is_awaited_past_the_patience(writer: Writer, engine: Engine) -> None:
    gate = Gate()

    def slow(session: Session) -> str:
        gate(session)
        return put("slow")(session)

    task = asyncio.create_task(writer.write(slow, patience_s=0.5))
    await asyncio.to_thread(gate.reached.wait, 30)
    await asyncio.sleep(0.6)
    gate.open()
    assert await task == "slow"
    assert names(engine) == ["slow"]


async def test_stopping_finishes_what_waits(engine: Engine) -> None:
    writer = Writer(engine)
    writer.start()
    gate, holding = await held(writer)
    tasks = [asyncio.create_task(writer.write(put(f"n{number}"))) for number in range(5)]
    await asyncio.sleep(0)
    stopping = asyncio.create_task(writer.stop())
    await asyncio.sleep(0)
    gate.open()
    await holding
    await stopping
    assert await asyncio.gather(*tasks) == names(engine) == ["n0", "n1", "n2", "n3", "n4"]


async def test_more_than_one_batch_waits_its_turn_in_order(writer: Writer) -> None:
    order: list[int] = []

    def work(number: int) -> Callable[[Session], object]:
        return lambda _: order.append(number)

    await together(writer, *(work(number) for number in range(250)))
    assert order == list(range(250))


async def test_a_caller_that_gave_up_disturbs_nobody(writer: Writer, engine: Engine) -> None:
    gate, holding = await held(writer)
    gone = asyncio.create_task(writer.write(put("gone")))
    stays = asyncio.create_task(writer.write(put("stays")))
    await asyncio.sleep(0)
    gone.cancel()
    gate.open()
    await holding
    assert await stays == "stays"
    assert "stays" in names(engine)


async def test_reading_does_not_wait_for_the_writer(writer: Writer) -> None:
    await writer.write(put("a"))
    gate, holding = await held(writer)
    assert await writer.read(names_inside) == ["a"]
    gate.open()
    await holding
