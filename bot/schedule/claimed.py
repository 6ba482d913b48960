"""Runs what must happen once: claimed in the database, built beside the writer, told with its end.

Whoever dies between claim and end leaves a lease that runs out, and another takes over. Who
was only slow finds the run taken, and tells nothing.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot import errors
from bot.core import Cairn
from bot.slack import durable
from commands.feature import ClaimedJob, DueRun
from commands.reply import Durable, Effect, Fetch
from commands.request import CLOCK, Kind, Person, Request
from storage.schedule import job_runs
from storage.schedule.job_runs import Run

log = logging.getLogger(__name__)

NOT_WANTED = "not wanted any more"
LONGEST_REST_S = 1.0
# Another server's answer, as the request of whoever listens for it.
Ask = Callable[[Fetch, Request], Awaitable[Request]]


class Claims:
    """One process that claims runs; they are done one after another, people come in between."""

    def __init__(
        self, *, cairn: Cairn, clock: Callable[[], datetime], ask: Ask | None = None
    ) -> None:
        self._cairn = cairn
        self._ask = ask
        self._writer = cairn.writer
        self._clock = clock
        self.name = secrets.token_hex(8)

    async def run_due(self, job: ClaimedJob, workspace_id: str) -> int:
        """Does what is due in a workspace and nobody else has; returns how many runs."""
        now = self._clock()
        due = await self._writer.read(lambda session: job.due(session, workspace_id, now))
        room = asyncio.Semaphore(job.at_once)

        async def one(each: DueRun) -> bool:
            async with room:
                began = asyncio.get_running_loop().time()
                run = await self.claim(job, workspace_id, each)
                done = run is not None and await self.carry_out(job, run, each)
                if len(due) > 1:
                    # As long as it took: of hundreds at once, people must feel half at most.
                    took = asyncio.get_running_loop().time() - began
                    await asyncio.sleep(min(took, LONGEST_REST_S))
                return done

        return sum(await asyncio.gather(*[one(each) for each in due]))

    async def claim(self, job: ClaimedJob, workspace_id: str, due: DueRun) -> Run | None:
        """Takes a run, in a transaction of its own; None when another has it."""
        now = self._clock()
        return await self._writer.write(
            lambda session: job_runs.claim(
                session,
                workspace_id=workspace_id,
                job=f"{job.name}:{due.value}",
                slot=due.slot,
                by=self.name,
                now=now,
            )
        )

    async def carry_out(self, job: ClaimedJob, run: Run, due: DueRun) -> bool:
        """Does a claimed run; False when it failed, and will be tried again, or was taken over."""
        request = Request(
            kind=Kind.JOB,
            name=job.name,
            workspace_id=run.workspace_id,
            person=CLOCK,
            now=self._clock(),
            value=due.value,
            context={"slot": due.slot.isoformat()},
        )
        try:
            effects = await self._writer.read(
                lambda session: self._cairn.router.run(request, session)
            )
            heard = await self._heard(request, effects)
            finished = await self._writer.write(
                lambda session: self._finish(session, job, run, request, effects, heard, due)
            )
        except Exception as error:  # noqa: BLE001 - one that fails must not keep the others
            await self._failed(run, error, request)
            return False
        if not finished:
            log.warning("%s for %s was taken over by another process", run.job, run.slot)
        elif effects:
            self._cairn.on_queued()
        return finished

    async def _failed(self, run: Run, error: Exception, request: Request) -> None:
        errors.in_words(error, request)  # which logs it, with a reference
        word = errors.in_a_word(error)
        log.error("%s in %s, try %d: %s", run.job, run.workspace_id, run.attempt, word)
        now = self._clock()
        try:
            await self._writer.write(
                lambda session: job_runs.fail(session, run=run, now=now, why=word)
            )
        except SQLAlchemyError:  # the lease runs out by itself
            log.exception("That %s failed could not be stored", run.job)

    async def _heard(self, request: Request, effects: Sequence[Effect]) -> list[Request]:
        """What other servers say to the run's questions."""
        questions = [each for each in effects if isinstance(each, Fetch)]
        if questions and self._ask is None:
            raise RuntimeError("This process has nobody to ask other servers")
        return [await self._ask(each, request) for each in questions if self._ask]

    def _finish(
        self,
        session: Session,
        job: ClaimedJob,
        run: Run,
        request: Request,
        effects: Sequence[Effect],
        heard: Sequence[Request],
        due: DueRun,
    ) -> bool:
        """The end of a run and all that it tells, or nothing of both."""
        if not job_runs.holds(session, run=run):
            return False
        told = [
            *effects,
            *[each for said in heard for each in self._cairn.router.run(said, session)],
        ]
        outcome = job.done(request, session)
        if outcome is not None:
            from_them = replace(request, person=Person(due.behalf_of))
            for effect in told:
                if isinstance(effect, Durable):
                    durable.store(session, effect, from_them)
        return job_runs.finish(session, run=run, at=request.now, outcome=outcome or NOT_WANTED)
