"""One thread that writes, with group commit; and those that only read, beside it.

Whatever waits is carried out one after another in one transaction, each in a savepoint of
its own, and answered after the commit. When the batch as a whole fails it is done again
one by one, so that a bad one fails alone. Work must therefore be repeatable: it touches
nothing but its session.
"""

import asyncio
import queue
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.jobs import Batch, Job, Outcome, T, Work, resolve
from bot.reader import Reader
from storage.db import session_on
from storage.pipeline import pipelined

MAX_BATCH = 100
TRIES_ALONE = 3
# SQL's names for a serialization failure and a deadlock.
IN_THE_WAY = {"40001", "40P01"}
# Slack waits three seconds. What has not begun by then would surprise the person later; what
# has is answered after the rest of its transaction, which takes no more work after so long.
PATIENCE_S = 2.3
LONGEST_S = 0.25


class BusyError(Exception):
    """The work waited too long and was not begun; nothing happened."""


class Writer:
    """Runs work in transactions on its own thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._ended = False
        self._thread = threading.Thread(target=self._serve, name="cairn-writer", daemon=True)
        self._reader = Reader(engine)
        self._beside = ThreadPoolExecutor(1, "cairn-beside")

    def start(self) -> None:
        self._thread.start()
        self._reader.start()

    async def stop(self) -> None:
        """Finishes what waits, then ends the threads."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)
        await self._reader.stop()
        self._beside.shutdown()

    async def write(
        self, work: Work[T], *, patience_s: float | None = None, at_end: bool = False
    ) -> T:
        """The result of the work, after its commit.

        `at_end`: after everything else of its transaction, so that rows are locked in one order
        by all processes. Raises whatever the work raised, rolled back; BusyError when it was not
        begun within the patience.
        """
        loop = asyncio.get_running_loop()
        job = Job(work, loop.create_future(), at_end=at_end)
        self._jobs.put(job)
        # Not asyncio.wait: a timer alone costs half of it, and every request has one.
        timer = None if patience_s is None else loop.call_later(patience_s, _give_up, job)
        try:
            result: T = await job.future
        finally:
            if timer:
                timer.cancel()
        return result

    async def read(self, work: Work[T]) -> T:
        """The result of work that only reads; it doesn't wait for the writer."""
        return await self._reader.read(work)

    async def beside(self, work: Callable[[], None]) -> None:
        """Work that needs no database, on a thread of its own: it holds nobody up."""
        await asyncio.get_running_loop().run_in_executor(self._beside, work)

    def _serve(self) -> None:
        waiting: list[Job] = []
        while self._gather(waiting):
            batch = Batch(waiting, longest_s=LONGEST_S)
            self._carry_out(batch)
            waiting = batch.left

    def _gather(self, waiting: list[Job]) -> bool:
        """Adds what waits, at least one. False when there is nothing left to do."""
        while len(waiting) < MAX_BATCH and not (waiting and self._jobs.empty()):
            job = None if self._ended else self._jobs.get()
            if job is None:
                self._ended = True
                break
            waiting.append(job)
        return bool(waiting)

    def _carry_out(self, batch: Batch) -> None:
        try:
            outcomes = self._in_one_transaction(batch, alone=len(batch) == 1)
        except Exception as error:  # noqa: BLE001 - told alone below, or handed to whoever asked
            if not batch.begun:  # no transaction could be opened: the same for all of them
                resolve([(job, None, error) for job in batch])
                return
            if len(batch.begun) > 1 or _passing(error):
                for job in batch.begun:
                    resolve([self._alone(job)])
                return
            outcomes = [(job, None, error) for job in batch.begun]
        resolve(outcomes)

    def _alone(self, job: Job) -> Outcome:
        """Done again by itself; more than once where the database was merely in the way."""
        tries = TRIES_ALONE
        while True:
            try:
                return self._in_one_transaction([job], alone=True)[0]
            except Exception as error:  # noqa: BLE001 - handed to whoever asked
                tries -= 1
                if not tries or not _passing(error):
                    return job, None, error

    def _in_one_transaction(self, jobs: Iterable[Job], *, alone: bool) -> list[Outcome]:
        with (
            self._engine.connect() as connection,
            connection.begin(),
            pipelined(connection),
        ):
            if alone:  # nobody else's work is in it: rolled back as a whole
                return [(job, _carried_out(connection, job), None) for job in jobs]
            return [_in_savepoint(connection, job) for job in jobs]


def _passing(error: Exception) -> bool:
    """Whether the same work may well succeed in a moment: a deadlock, or a lost connection."""
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or getattr(error.orig, "sqlstate", "") in IN_THE_WAY


def _in_savepoint(connection: Connection, job: Job) -> Outcome:
    # In plain SQL: the session would take SQLAlchemy's own savepoint for something to end.
    connection.exec_driver_sql("SAVEPOINT request")
    try:
        result = _carried_out(connection, job)
    except DBAPIError:
        raise  # the connection or the whole transaction may be gone
    except Exception as error:  # noqa: BLE001 - handed to whoever asked
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT request")
        return job, None, error
    # Or they would stand above each other, a hundred deep, and everything written look at all.
    connection.exec_driver_sql("RELEASE SAVEPOINT request")
    return job, result, None


def _carried_out(connection: Connection, job: Job) -> object:
    with session_on(connection) as session:
        result: object = job.work(session)
        session.flush()
    return result


def _give_up(job: Job) -> None:
    """The patience is over; what was begun meanwhile is awaited all the same."""
    if not job.future.done() and job.take():
        job.future.set_exception(BusyError())
