"""A practice workspace, a small app connected to it, and people at its page."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.practice.server import PracticeServer
from tests.practice.driver import Person, arrive
from tests.practice.small_app import MANIFEST, SmallApp


class MovingClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
async def server(clock: MovingClock) -> AsyncIterator[PracticeServer]:
    server = PracticeServer(
        manifest=MANIFEST,
        state_file=None,
        clock=clock,
        strict_pace=False,
        ack_seconds=0.5,
        redelivery_delays=(0.0, 0.01, 0.01),
    )
    await server.start(port=0)
    yield server
    await server.stop()


@pytest.fixture
async def small(server: PracticeServer) -> AsyncIterator[SmallApp]:
    small = SmallApp(server)
    await small.connect()
    yield small
    await small.close()


@pytest.fixture
async def maya(server: PracticeServer) -> AsyncIterator[Person]:
    async with arrive(server.url, "Maya") as person:
        yield person


@pytest.fixture
async def kwame(server: PracticeServer) -> AsyncIterator[Person]:
    async with arrive(server.url, "Kwame") as person:
        yield person
