"""A practice workspace over real sockets with the whole bot connected to it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session, SQLModel, func, select

from bot.app import App
from bot.practice.server import PracticeServer
from bot.practice.trying import practice_settings, prepare
from storage.db import reading
from tests.practice.driver import Person, arrive


@dataclass
class Clock:
    """The wall clock, moved ahead by as much as a test wants."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Workspace:
    """A practice workspace with Cairn connected to it."""

    server: PracticeServer
    app: App
    clock: Clock

    def person(self, name: str) -> contextlib.AbstractAsyncContextManager[Person]:
        return arrive(self.server.url, name)

    def count(self, table: type[SQLModel]) -> int:
        """How many rows are stored, seen over a connection of its own."""

        def read(session: Session) -> int:
            return session.exec(select(func.count()).select_from(table)).one()

        with reading(self.app.engine) as session:
            return read(session)

    async def until(self, holds: Callable[[], bool], otherwise: str) -> None:
        """Waits for something that other tasks bring about."""
        for _ in range(1500):
            if holds():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(otherwise)


def be_patient(server: PracticeServer) -> None:
    """A busy machine must not look like a bot that doesn't answer."""
    server.sockets.ack_seconds = server.core.keys.trigger_seconds = 20.0


@contextlib.asynccontextmanager
async def running(
    folder: Path, *, empty: bool, embeddings: Path | None = None
) -> AsyncIterator[Workspace]:
    """Everything up, as `cairn try` does it; down again at the end."""
    server, database_url = prepare(folder, reset=False, empty=empty)
    be_patient(server)
    await server.start(port=0)
    clock = Clock()
    settings = practice_settings(server, database_url)
    app = App(settings.model_copy(update={"cairn_embeddings_dir": embeddings}), clock=clock)
    try:
        await app.start()
        yield Workspace(server, app, clock)
    finally:
        await app.stop()
        await server.stop()
