"""Threads that only read: what waits together shares a transaction, and waits for no writer.

Opening a transaction and waking the event loop cost as much as a small read does, so under
load they are done for many at once. Each is answered from a state that is no older than its
question: what comes later is left for the next transaction.
"""

import asyncio
import threading
import time
from collections import deque

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.jobs import Job, Outcome, T, Work, resolve
from storage.db import reading

# A long read must not hold up the short ones behind it.
THREADS = 2
# Answers wait this long for others, so that they go to the event loop together.
GATHER_S = 0.002


class Reader:
    """Runs work in read-only transactions on its own threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: deque[Job] = deque()
        self._latest = 0
        self._changed = threading.Condition()
        self._stopping = False
        self._threads = [
            threading.Thread(target=self._serve, name=f"cairn-reader-{number}", daemon=True)
            for number in range(THREADS)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    async def stop(self) -> None:
        """Finishes what waits, then ends the threads."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        for thread in self._threads:
            await asyncio.to_thread(thread.join)

    async def read(self, work: Work[T]) -> T:
        """The result of work that only reads, or whatever it raised."""
        job = Job(work, asyncio.get_running_loop().create_future())
        with self._changed:
            if self._stopping:
                raise RuntimeError("The reader was stopped")
            self._latest += 1
            job.number = self._latest
            self._waiting.append(job)
            self._changed.notify()
        result: T = await job.future
        return result

    def _serve(self) -> None:
        while (job := self._first()) is not None:
            self._carry_out(job)

    def _first(self) -> Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._stopping)
            return self._waiting.popleft() if self._waiting else None

    def _next(self, latest: int) -> Job | None:
        """The next one, if it waited already when this number was the latest."""
        with self._changed:
            if self._waiting and self._waiting[0].number <= latest:
                return self._waiting.popleft()
        return None

    def _carry_out(self, first: Job) -> None:
        """It, and what waits behind it, in one transaction."""
        job: Job | None = first
        done: list[Outcome] = []
        latest = self._latest
        try:
            with reading(self._engine) as session:
                since = time.monotonic()
                while job is not None:
                    done.append(_outcome(job, session))
                    job = self._next(latest)
                    if job is None or time.monotonic() - since > GATHER_S:
                        resolve(done)
                        done, since = [], time.monotonic()
        except Exception as error:  # noqa: BLE001 - handed to whoever asked
            if job is not None:
                done.append((job, None, error))
            resolve(done)


def _outcome(job: Job, session: Session) -> Outcome:
    try:
        return job, job.work(session), None
    except DBAPIError:
        raise  # the connection may be gone, or the transaction unusable: a new one for the rest
    except Exception as error:  # noqa: BLE001 - handed to whoever asked
        return job, None, error
    finally:
        # What one has loaded is no business of the next.
        session.expunge_all()
