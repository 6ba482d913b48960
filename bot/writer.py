"""One thread that writes, with group commit; and one that only reads, beside it.

Whatever waits is carried out one after another in one transaction, each in a savepoint of
its own, and answered after the commit. When the batch as a whole fails it is done again
one by one, so that a bad one fails alone. Work must therefore be repeatable: it touches
nothing but its session.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from storage.db import reading, session_on

T = TypeVar("T")
Work = Callable[[Session], T]

MAX_BATCH = 100
TRIES_ALONE = 3
# SQL's names for a serialization failure and a deadlock.
IN_THE_WAY = {"40001", "40P01"}
# Slack waits three seconds; what has not begun by then would surprise the person later.
PATIENCE_S = 2.0


class BusyError(Exception):
    """The work waited too long and was not begun; nothing happened."""


@dataclass(slots=True)
class _Job:
    work: Work[Any]
    future: asyncio.Future[Any]
    _taken: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> bool:
        """True for the first to call: either the thread begins it or the caller gives it up."""
        return self._taken.acquire(blocking=False)


Outcome = tuple[_Job, Any, BaseException | None]


class Writer:
    """Runs work in transactions on its own thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="cairn-writer", daemon=True)
        self._readers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="cairn-reader")

    def start(self) -> None:
        self._thread.start()

    async def stop(self) -> None:
        """Finishes what waits, then ends the threads."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)
        self._readers.shutdown(wait=True)

    async def write(self, work: Work[T], *, patience_s: float | None = None) -> T:
        """The result of the work, after its commit.

        Raises whatever the work raised, rolled back; BusyError when it was not begun within
        the patience.
        """
        job = _Job(work, asyncio.get_running_loop().create_future())
        self._jobs.put(job)
        if patience_s is not None:
            done, _ = await asyncio.wait([job.future], timeout=patience_s)
            if not done and job.take():
                raise BusyError
        result: T = await job.future
        return result

    async def read(self, work: Work[T]) -> T:
        """The result of work that only reads; it doesn't wait for the writer."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def _read(self, work: Work[T]) -> T:
        with reading(self._engine) as session:
            return work(session)

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch = [job]
            last = False
            while len(batch) < MAX_BATCH and not self._jobs.empty():
                following = self._jobs.get()
                if following is None:
                    last = True
                    break
                batch.append(following)
            self._carry_out([each for each in batch if each.take()])
            if last:
                return

    def _carry_out(self, batch: list[_Job]) -> None:
        if not batch:
            return
        try:
            outcomes = self._in_one_transaction(batch)
        except Exception as error:  # noqa: BLE001 - told alone below, or handed to whoever asked
            if len(batch) > 1 or _passing(error):
                for job in batch:
                    _resolve([self._alone(job)])
                return
            outcomes = [(batch[0], None, error)]
        _resolve(outcomes)

    def _alone(self, job: _Job) -> Outcome:
        """Done again by itself; more than once where the database was merely in the way."""
        tries = TRIES_ALONE
        while True:
            try:
                return self._in_one_transaction([job])[0]
            except Exception as error:  # noqa: BLE001 - handed to whoever asked
                tries -= 1
                if not tries or not _passing(error):
                    return job, None, error

    def _in_one_transaction(self, batch: list[_Job]) -> list[Outcome]:
        with self._engine.connect() as connection, connection.begin():
            return [_in_savepoint(connection, job) for job in batch]


def _passing(error: Exception) -> bool:
    """Whether the same work may well succeed in a moment: a deadlock, or a lost connection."""
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or getattr(error.orig, "sqlstate", "") in IN_THE_WAY


def _in_savepoint(connection: Connection, job: _Job) -> Outcome:
    # In plain SQL: the session would take SQLAlchemy's own savepoint for something to end.
    connection.exec_driver_sql("SAVEPOINT request")
    try:
        with session_on(connection) as session:
            result = job.work(session)
            session.flush()
    except DBAPIError:
        raise  # the connection or the whole transaction may be gone
    except Exception as error:  # noqa: BLE001 - handed to whoever asked
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT request")
        return job, None, error
    connection.exec_driver_sql("RELEASE SAVEPOINT request")
    return job, result, None


def _resolve(outcomes: list[Outcome]) -> None:
    """Answers all of a batch in one hop to each event loop."""
    loops = {job.future.get_loop() for job, _, _ in outcomes}
    for loop in loops:
        mine = [outcome for outcome in outcomes if outcome[0].future.get_loop() is loop]
        if not loop.is_closed():
            loop.call_soon_threadsafe(_answer, mine)


def _answer(outcomes: list[Outcome]) -> None:
    for job, result, error in outcomes:
        if job.future.cancelled():
            continue
        if error is None:
            job.future.set_result(result)
        else:
            job.future.set_exception(error)
