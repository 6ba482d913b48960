"""A practice workspace, a small app connected to it, and people at its page."""

from collections.abc import AsyncIterator

import pytest

from bot.practice.server import PracticeServer
from tests.practice.driver import Person, arrive
from tests.practice.serving import MovingClock, connected, serving
from tests.practice.small_app import SmallApp


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
async def server(clock: MovingClock) -> AsyncIterator[PracticeServer]:
    async with serving(clock) as server:
        yield server


@pytest.fixture
async def small(server: PracticeServer) -> AsyncIterator[SmallApp]:
    async with connected(server) as small:
        yield small


@pytest.fixture
async def maya(server: PracticeServer) -> AsyncIterator[Person]:
    async with arrive(server.url, "Maya") as person:
        yield person


@pytest.fixture
async def kwame(server: PracticeServer) -> AsyncIterator[Person]:
    async with arrive(server.url, "Kwame") as person:
        yield person
