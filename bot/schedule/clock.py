"""Types the jobs of the features as requests, each about so often, in every workspace."""

import logging
from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.core import Cairn
from commands.feature import Job
from commands.request import CLOCK, Kind, Request
from storage import workspaces

log = logging.getLogger(__name__)


class Clock:
    """APScheduler only gives the tick; what is due is worked out from rows."""

    def __init__(self, *, cairn: Cairn, clock: Callable[[], datetime]) -> None:
        self._cairn = cairn
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for job in cairn.router.jobs.values():
            self._scheduler.add_job(
                self.run,
                "interval",
                args=[job],
                seconds=job.every.total_seconds(),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    async def run(self, job: Job) -> None:
        """Runs a job once in every workspace; a failure in one leaves the others alone."""
        for workspace_id in await self._cairn.writer.read(workspaces.every_id):
            request = Request(
                kind=Kind.JOB,
                name=job.name,
                workspace_id=workspace_id,
                person=CLOCK,
                now=self._clock(),
            )
            outcome = await self._cairn.handle(request)
            if outcome.result != "ok":
                log.error("Job %s in %s: %s", job.name, workspace_id, outcome.result)
