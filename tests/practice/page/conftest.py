"""A practice workspace and a small app, on the event loop that the browser is driven from."""

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.practice.server import PracticeServer
from tests.practice.serving import MovingClock, connected, serving
from tests.practice.small_app import SmallApp


@pytest_asyncio.fixture(loop_scope="session")
async def server(clock: MovingClock) -> AsyncIterator[PracticeServer]:
    async with serving(clock) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def small(server: PracticeServer) -> AsyncIterator[SmallApp]:
    async with connected(server) as small:
        yield small
