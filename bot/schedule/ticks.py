"""One process looks in each stretch of time, however many run."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from bot.writer import Writer
from storage.schedule import ticks

log = logging.getLogger(__name__)

DONE, FAILED = "done", "failed"


class Ticks:
    """What a job's look found is its own business; here is who looks, and how that went."""

    def __init__(self, *, writer: Writer, clock: Callable[[], datetime], by: str) -> None:
        self._writer = writer
        self._clock = clock
        self._by = by

    async def look(
        self, workspace_id: str, job: str, every: timedelta, work: Callable[[], Awaitable[bool]]
    ) -> bool:
        """Does the work, which tells whether it went well, unless somebody has looked already."""
        claim = partial(ticks.claim, workspace_id=workspace_id, job=job, every=every, by=self._by)
        looked = partial(ticks.looked, workspace_id=workspace_id, job=job)
        try:
            until = await self._writer.write(partial(claim, now=self._clock()))
            if until is None:
                return False
            outcome = DONE if await work() else FAILED
            await self._writer.write(
                partial(looked, until=until, at=self._clock(), outcome=outcome)
            )
        except SQLAlchemyError:
            log.exception("Job %s in %s: the database can't be asked", job, workspace_id)
            return False
        return outcome == DONE
