"""Runs what must happen once: claimed in the database, built beside the writer, told with its end.

Whoever dies between claim and end leaves a lease that runs out, and another takes over. Who
was only slow finds the run taken, and tells nothing.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot import errors
from bot.core import Cairn
from bot.slack import durable
from commands.feature import ClaimedJob, DueRun
from commands.reply import Durable, Effect
from commands.request import CLOCK, Kind, Person, Request
from storage.schedule import job_runs
from storage.schedule.job_runs import Run

log = logging.getLogger(__name__)

NOT_WANTED = "not wanted any more"


class Claims:
    """One process that claims runs; they are done one after another, people come in between."""

    def __init__(self, *, cairn: Cairn, clock: Callable[[], datetime]) -> None:
        self._cairn = cairn
        self._writer = cairn.writer
        self._clock = clock
        self.name = secrets.token_hex(8)

    async def run_due(self, job: ClaimedJob, workspace_id: str) -> int:
        """Does what is due in a workspace and nobody else has; returns how many runs."""
        now = self._clock()
        due = await self._writer.read(lambda session: job.due(session, workspace_id, now))
        done = 0
        for each in due:
            run = await self.claim(job, workspace_id, each)
            if run and await self.carry_out(job, run, each):
                done += 1
        return done

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
            finished = await self._writer.write(
                lambda session: _finish(session, job, run, request, effects, due.behalf_of)
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


def _finish(
    session: Session,
    job: ClaimedJob,
    run: Run,
    request: Request,
    effects: list[Effect],
    behalf_of: str,
) -> bool:
    """The end of a run and all that it tells, or nothing of both."""
    if not job_runs.holds(session, run=run):
        return False
    outcome = job.done(request, session)
    if outcome is not None:
        from_them = replace(request, person=Person(behalf_of))
        for effect in effects:
            if isinstance(effect, Durable):
                durable.store(session, effect, from_them)
    return job_runs.finish(session, run=run, at=request.now, outcome=outcome or NOT_WANTED)
