"""The jobs from the command line: what there is and what ran, and running one now."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from bot.core import Cairn
from bot.jobs import T
from bot.outward.asking import Asking
from bot.outward.client import Outward
from bot.outward.secrets import Secrets
from bot.schedule import upkeep
from bot.schedule.clock import Clock
from bot.settings import LocalSettings
from bot.starting import matcher_for, migrated
from bot.writer import Writer
from commands.digest import send
from commands.feature import ClaimedJob, Job
from commands.index import FEATURES
from commands.kpi import pull
from commands.router import Router
from commands.schedule import known
from storage.agenda import runs as agenda_runs
from storage.agenda.runs import Planned
from storage.db import open_engine
from storage.matching import with_matcher
from storage.models import JobRun
from storage.outbox import leases
from storage.schedule import job_runs, ticks
from storage.workspace import workspaces

LAST = 20
NEXT = 20
_MINUTE = timedelta(minutes=1)


class UnknownJobError(Exception):
    """There is no job of this name; the message names those there are."""


@contextmanager
def by_hand(settings: LocalSettings) -> Iterator["ByHand"]:
    """The jobs on the settings' database, which is brought up to date. Raises StartError."""
    engine = with_matcher(open_engine(settings.database_url), matcher_for(settings))
    try:
        migrated(engine)
        outward = Outward(allowed=settings.allowed_hosts, secrets=Secrets.read())
        yield ByHand(
            engine=engine,
            router=Router(FEATURES),
            clock=lambda: datetime.now(UTC),
            outward=outward,
        )
    finally:
        engine.dispose()


class ByHand:
    """A process without Slack: what its jobs tell waits in the outbox for one that runs."""

    def __init__(
        self, *, engine: Engine, router: Router, clock: Callable[[], datetime], outward: Outward
    ) -> None:
        self._cairn = Cairn(engine=engine, router=router)
        self._outward = outward
        self._now = clock
        asking = Asking(outward=outward, cairn=self._cairn, clock=clock)
        self._clock = Clock(cairn=self._cairn, clock=clock, ask=asking.heard)
        self._jobs: dict[str, Job | ClaimedJob] = {**router.jobs, **router.claimed_jobs}

    async def table(self) -> list[str]:
        """Every job: how often, what it does, when it looked and looks; what is next and was."""
        runs, looks, planned = await self._with_writer(lambda writer: writer.read(_newest))
        every = {name: job.every for name, job in self._jobs.items()} | {upkeep.NAME: upkeep.EVERY}
        width = max(map(len, every))
        lines = []
        for name, length in sorted(every.items()):
            lines.append(f"{name:<{width}}  every {_length(length):<7} {known.WHAT.get(name, '')}")
            lines += [f"{'':<{width}}  {_looked(each)}" for each in looks if each.job == name]
        lines += ["", "Next runs (UTC):", *([_planned(each) for each in planned] or ["none"])]
        return [*lines, "", "Last runs (UTC):", *([_ran(each) for each in runs] or ["none yet"])]

    async def run(self, name: str) -> str:
        """Runs a job now, in every workspace; of a claimed one what is due and nobody has."""
        job = self._jobs.get(name)
        if job is None and name != upkeep.NAME:
            there = ", ".join(sorted([*self._jobs, upkeep.NAME]))
            raise UnknownJobError(f"There is no job {name!r}. There are: {there}.")

        async def work(writer: Writer) -> tuple[int, int]:
            if job is None:
                done = int(await upkeep.Upkeep(writer=writer, clock=self._now).tick())
            else:
                done = await self._clock.run(job)
            return done, await writer.read(leases.waiting)

        done, waiting = await self._with_writer(work)
        return f"{name}: {done} done. Waiting in the outbox for `cairn run`: {waiting}."

    async def _with_writer(self, work: Callable[[Writer], Awaitable[T]]) -> T:
        writer = self._cairn.writer
        writer.start()
        try:
            return await work(writer)
        finally:
            await self._outward.close()
            await writer.stop()


def _newest(session: Session) -> tuple[Sequence[JobRun], Sequence[JobRun], Sequence[Planned]]:
    workspace_ids = ["", *workspaces.every_id(session)]
    looks = ticks.of(session, workspace_ids=workspace_ids)
    planned = agenda_runs.planned(session, digest=send.NAME, pull=pull.NAME, limit=NEXT)
    return job_runs.newest(session, limit=LAST), looks, planned


def _looked(look: JobRun) -> str:
    where = f"in {look.workspace_id} " if look.workspace_id else ""
    at = f"{look.finished_at:%Y-%m-%d %H:%M}" if look.finished_at else "now"
    how = look.outcome or "being done"
    return f"looked {where}at {at} UTC: {how}; next from {look.lease_until:%H:%M}"


def _length(every: timedelta) -> str:
    if every < _MINUTE:
        return f"{every.total_seconds():.0f} s"
    return f"{every / _MINUTE:.0f} min"


def _planned(run: Planned) -> str:
    return f"{run.at:%Y-%m-%d %H:%M}  {run.job}:{run.about} in {run.workspace_id}"


def _ran(run: JobRun) -> str:
    tries = f", try {run.attempts}" if run.attempts > 1 else ""
    how = run.outcome or "claimed, not done yet"
    return f"{run.slot:%Y-%m-%d %H:%M}  {run.job} in {run.workspace_id}: {how}{tries}"
