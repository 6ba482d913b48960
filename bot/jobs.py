"""Work that waits for a thread with a database session, and its way back to who asked."""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlmodel import Session

T = TypeVar("T")
Work = Callable[[Session], T]


@dataclass(slots=True)
class Job:
    """Work, and the future of whoever waits for it."""

    work: Work[Any]
    future: asyncio.Future[Any]
    number: int = 0  # later ones are higher, among those of one queue
    at_end: bool = False  # after all others of its batch
    _taken: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> bool:
        """True for the first to call: either the thread begins it or the caller gives it up."""
        return self._taken.acquire(blocking=False)


class Batch:
    """Work for one transaction: in order, as much of it as can be begun in time.

    `begun` is what was; `left` is what was not, for the next transaction.
    """

    def __init__(self, waiting: Iterable[Job], *, longest_s: float) -> None:
        self.begun: list[Job] = []
        self._longest_s = longest_s
        self._waiting: deque[Job] = deque()
        self._at_end: deque[Job] = deque()
        for job in waiting:
            (self._at_end if job.at_end else self._waiting).append(job)

    def __len__(self) -> int:
        """How many are left."""
        return len(self._waiting) + len(self._at_end)

    def __iter__(self) -> Iterator[Job]:
        """Takes one after the other, without those that were given up."""
        until = time.monotonic() + self._longest_s
        while self._waiting and not (self.begun and time.monotonic() > until):
            yield from self._taken(self._waiting.popleft())
        # However long it took: put off, they might never get their turn under load.
        while self._at_end:
            yield from self._taken(self._at_end.popleft())

    @property
    def left(self) -> list[Job]:
        return [*self._waiting, *self._at_end]

    def _taken(self, job: Job) -> Iterator[Job]:
        if job.take():
            self.begun.append(job)
            yield job


# The job with its result, or with what it raised.
Outcome = tuple[Job, Any, BaseException | None]


def resolve(outcomes: Sequence[Outcome]) -> None:
    """Answers all of them in one hop to each event loop."""
    loops = {job.future.get_loop() for job, _, _ in outcomes}
    for loop in loops:
        mine = [outcome for outcome in outcomes if outcome[0].future.get_loop() is loop]
        if not loop.is_closed():
            loop.call_soon_threadsafe(_answer, mine)


def _answer(outcomes: Sequence[Outcome]) -> None:
    for job, result, error in outcomes:
        if job.future.cancelled():
            continue
        if error is None:
            job.future.set_result(result)
        else:
            job.future.set_exception(error)
