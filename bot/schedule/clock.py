"""Types the jobs of the features as requests, each about so often, in every workspace."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.core import Cairn
from bot.schedule.claimed import Ask, Claims
from bot.schedule.ticks import Ticks
from commands.feature import ClaimedJob, Job
from commands.request import CLOCK, Kind, Request
from storage.workspace import workspaces

log = logging.getLogger(__name__)

Each = Callable[[Session, str, datetime], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Went:
    """How many runs went well, and how many did not."""

    well: int = 0
    failed: int = 0


class Clock:
    """APScheduler only gives the tick; what is due is worked out from rows."""

    def __init__(
        self, *, cairn: Cairn, clock: Callable[[], datetime], ask: Ask | None = None
    ) -> None:
        self._cairn = cairn
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self.claims = Claims(cairn=cairn, clock=clock, ask=ask)
        self._ticks = Ticks(writer=cairn.writer, clock=clock, by=self.claims.name)
        self._jobs: list[Job | ClaimedJob] = [
            *cairn.router.jobs.values(),
            *cairn.router.claimed_jobs.values(),
        ]
        self._looking: set[str] = set()

    def start(self) -> None:
        for job in self._jobs:
            self._scheduler.add_job(
                self.tick,
                "interval",
                args=[job],
                seconds=job.every.total_seconds(),
                coalesce=True,
                max_instances=2,  # or the scheduler would complain of every look at a long run
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    async def tick(self, job: Job | ClaimedJob) -> int:
        """The same as `run`, unless another process has looked in this stretch of time.

        Claimed jobs need no such turn: each of their runs has a claim of its own. While hundreds
        of them are carried out, nobody else has to look in this process.
        """
        if job.name in self._looking:
            return 0
        self._looking.add(job.name)
        try:
            return await self._look_everywhere(job)
        finally:
            self._looking.discard(job.name)

    async def _look_everywhere(self, job: Job | ClaimedJob) -> int:
        if isinstance(job, ClaimedJob):
            return await self.run(job)
        workspace_ids = await self._cairn.writer.read(workspaces.every_id)
        return sum([await self._look(job, workspace_id) for workspace_id in workspace_ids])

    async def _look(self, job: Job, workspace_id: str) -> bool:
        async def work() -> bool:
            return (await self._run_in(job, workspace_id)).failed == 0

        return await self._ticks.look(workspace_id, job.name, job.every, work)

    async def run(self, job: Job | ClaimedJob) -> int:
        """Runs a job in every workspace: once, or for each thing that it has to do there.

        A failure in one workspace leaves the others alone. Returns how many runs went well.
        """
        workspace_ids = await self._cairn.writer.read(workspaces.every_id)
        return sum([(await self._run_in(job, each)).well for each in workspace_ids])

    async def _run_in(self, job: Job | ClaimedJob, workspace_id: str) -> Went:
        if isinstance(job, ClaimedJob):
            return await self._run_due(job, workspace_id)
        values = [""] if job.each is None else await self._values(job, job.each, workspace_id)
        if values is None:
            return Went(failed=1)
        went = [await self._run_once(job, workspace_id, value) for value in values]
        return Went(went.count(True), went.count(False))

    async def _values(self, job: Job, each: Each, workspace_id: str) -> Sequence[str] | None:
        """What there is to do; None when that can't be asked."""
        now = self._clock()
        try:
            return await self._cairn.writer.read(lambda session: each(session, workspace_id, now))
        except SQLAlchemyError:
            log.exception("Job %s in %s: the database can't be asked", job.name, workspace_id)
            return None

    async def _run_once(self, job: Job, workspace_id: str, value: str) -> bool:
        request = Request(
            kind=Kind.JOB,
            name=job.name,
            workspace_id=workspace_id,
            person=CLOCK,
            now=self._clock(),
            value=value,
        )
        outcome = await self._cairn.handle(request)
        if outcome.result != "ok":
            log.error("Job %s in %s: %s", job.name, workspace_id, outcome.result)
        return outcome.result == "ok"

    async def _run_due(self, job: ClaimedJob, workspace_id: str) -> Went:
        try:
            return Went(await self.claims.run_due(job, workspace_id))
        except SQLAlchemyError:
            log.exception("Job %s in %s: the database can't be asked", job.name, workspace_id)
            return Went(failed=1)
