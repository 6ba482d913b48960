"""The whole bot over real sockets against the practice workspace."""

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.practice.server import PracticeServer
from bot.practice.trying import practice_settings, prepare
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


@contextlib.asynccontextmanager
async def running(folder: Path, *, empty: bool) -> AsyncIterator[Workspace]:
    """Everything up, as `cairn try` does it; down again at the end."""
    server, database_url = prepare(folder, reset=False, empty=empty)
    await server.start(port=0)
    clock = Clock()
    app = App(practice_settings(server, database_url), clock=clock)
    try:
        await app.start()
        yield Workspace(server, app, clock)
    finally:
        await app.stop()
        await server.stop()


Runner = Callable[..., contextlib.AbstractAsyncContextManager[Workspace]]


@pytest.fixture
async def sample(tmp_path: Path) -> AsyncIterator[Workspace]:
    """With the sample journey."""
    async with running(tmp_path, empty=False) as workspace:
        yield workspace


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Workspace]:
    """With nothing in it yet."""
    async with running(tmp_path, empty=True) as workspace:
        yield workspace


@pytest.fixture
async def maya(sample: Workspace) -> AsyncIterator[Person]:
    """A store associate in the sample workspace."""
    async with sample.person("Maya") as person:
        yield person
