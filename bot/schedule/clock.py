"""Types the jobs of the features as requests, each about so often, in every workspace."""

import logging
from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError

from bot.core import Cairn
from bot.schedule.claimed import Claims
from commands.feature import ClaimedJob, Job
from commands.request import CLOCK, Kind, Request
from storage.workspace import workspaces

log = logging.getLogger(__name__)


class Clock:
    """APScheduler only gives the tick; what is due is worked out from rows."""

    def __init__(self, *, cairn: Cairn, clock: Callable[[], datetime]) -> None:
        self._cairn = cairn
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self.claims = Claims(cairn=cairn, clock=clock)
        self._jobs: list[Job | ClaimedJob] = [
            *cairn.router.jobs.values(),
            *cairn.router.claimed_jobs.values(),
        ]

    def start(self) -> None:
        for job in self._jobs:
            self._scheduler.add_job(
                self.run,
                "interval",
                args=[job],
                seconds=job.every.total_seconds(),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    async def run(self, job: Job | ClaimedJob) -> int:
        """Runs a job in every workspace: an ordinary one once, of a claimed one what is due.

        A failure in one workspace leaves the others alone. Returns how many runs went well.
        """
        workspace_ids = await self._cairn.writer.read(workspaces.every_id)
        return sum([await self._run_in(job, workspace_id) for workspace_id in workspace_ids])

    async def _run_in(self, job: Job | ClaimedJob, workspace_id: str) -> int:
        if isinstance(job, ClaimedJob):
            return await self._run_due(job, workspace_id)
        return await self._run_once(job, workspace_id)

    async def _run_once(self, job: Job, workspace_id: str) -> int:
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
        return int(outcome.result == "ok")

    async def _run_due(self, job: ClaimedJob, workspace_id: str) -> int:
        try:
            return await self.claims.run_due(job, workspace_id)
        except SQLAlchemyError:
            log.exception("Job %s in %s: the database can't be asked", job.name, workspace_id)
            return 0
