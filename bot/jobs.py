"""Work that waits for a thread with a database session, and its way back to who asked."""

import asyncio
import threading
from collections.abc import Callable, Sequence
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
