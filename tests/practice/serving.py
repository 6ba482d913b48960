"""A practice workspace with a clock that tests move, and a small app connected to it."""

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

from bot.practice.server import PracticeServer
from tests.practice.small_app import MANIFEST, SmallApp

PATIENT, IMPATIENT = 20.0, 0.5
"""Seconds to wait for the app's answer: where one must come, and where none is to come."""


class MovingClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@contextlib.asynccontextmanager
async def serving(clock: MovingClock) -> AsyncIterator[PracticeServer]:
    """Keeps nothing, is patient with a busy machine and asks again at once."""
    server = PracticeServer(
        manifest=MANIFEST,
        state_file=None,
        clock=clock,
        strict_pace=False,
        ack_seconds=PATIENT,
        redelivery_delays=(0.0, 0.01, 0.01),
    )
    await server.start(port=0)
    try:
        yield server
    finally:
        await server.stop()


@contextlib.asynccontextmanager
async def connected(server: PracticeServer) -> AsyncIterator[SmallApp]:
    small = SmallApp(server)
    await small.connect()
    try:
        yield small
    finally:
        await small.close()
