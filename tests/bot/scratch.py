"""A table of the tests' own, and work on it for a writer."""

import asyncio
import threading
from collections.abc import Callable

from sqlalchemy import Engine, text
from sqlmodel import Session

from bot.writer import Writer


def make(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE scratch (name VARCHAR(40) PRIMARY KEY, n INTEGER DEFAULT 0)")
        )


def put(name: str) -> Callable[[Session], str]:
    def work(session: Session) -> str:
        session.connection().execute(
            text("INSERT INTO scratch (name) VALUES (:name)"), {"name": name}
        )
        return name

    return work


def names(engine: Engine) -> list[str]:
    """What stands in the table, seen over a connection of its own."""
    with engine.connect() as connection:
        return list(connection.scalars(text("SELECT name FROM scratch ORDER BY name")))


class Gate:
    """Work that holds the writer's thread until opened, so that a batch gathers behind it."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._open = threading.Event()

    def __call__(self, session: Session) -> None:
        del session
        self.reached.set()
        self._open.wait(timeout=30)

    def open(self) -> None:
        self._open.set()


async def held(writer: Writer) -> tuple[Gate, asyncio.Task[None]]:
    gate = Gate()
    task = asyncio.create_task(writer.write(gate))
    await asyncio.to_thread(gate.reached.wait, 30)
    return gate, task


async def together(writer: Writer, *works: Callable[[Session], object]) -> list[object]:
    """What became of works that were carried out as one batch."""
    gate, holding = await held(writer)
    tasks = [asyncio.create_task(writer.write(work)) for work in works]
    await asyncio.sleep(0)
    gate.open()
    await holding
    return list(await asyncio.gather(*tasks, return_exceptions=True))


def names_inside(session: Session) -> list[str]:
    return list(session.connection().scalars(text("SELECT name FROM scratch ORDER BY name")))
