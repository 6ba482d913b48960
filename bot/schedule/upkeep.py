"""Forgets what nobody needs any more: sent outbox entries, claims of old requests, old runs."""

import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlmodel import Session

from bot.schedule.ticks import Ticks
from bot.writer import Writer
from storage import requests
from storage.outbox import leases
from storage.schedule import job_runs

log = logging.getLogger(__name__)

NAME = "upkeep"
EVERY = timedelta(hours=1)
# Slack repeats a delivery for two days at most.
KEEP_CLAIMS = timedelta(days=3)
KEEP_SENT = timedelta(days=7)
# For `/journey schedule` to look back on.
KEEP_RUNS = timedelta(days=90)


class Upkeep:
    """Runs once an hour. Any number of processes may: forgetting twice changes nothing."""

    def __init__(self, *, writer: Writer, clock: Callable[[], datetime]) -> None:
        self._writer = writer
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(
            self.tick, "interval", seconds=EVERY.total_seconds(), coalesce=True, max_instances=1
        )
        self._ticks = Ticks(writer=writer, clock=clock, by=secrets.token_hex(8))

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    async def tick(self) -> bool:
        """Once an hour, whichever process; it belongs to no workspace."""

        async def work() -> bool:
            await self.run()
            return True

        return await self._ticks.look("", NAME, EVERY, work)

    async def run(self) -> tuple[int, int]:
        """Forgets once; returns how many claims and how many sent entries."""
        now = self._clock()

        def work(session: Session) -> tuple[int, int]:
            job_runs.forget_before(session, moment=now - KEEP_RUNS)
            claims = requests.forget_before(session, moment=now - KEEP_CLAIMS)
            return claims, leases.forget_before(session, moment=now - KEEP_SENT)

        forgotten = await self._writer.write(work)
        log.info("Forgot %d claims and %d sent entries", *forgotten)
        return forgotten
