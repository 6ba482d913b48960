"""Keeps the lease of what is being sent, however long Slack's pace makes it wait."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from bot.writer import Writer
from storage.identity import identity
from storage.models import Outbox
from storage.outbox import leases

log = logging.getLogger(__name__)

EVERY_S = leases.LEASE.total_seconds() / 3


@asynccontextmanager
async def held(
    entry: Outbox, *, writer: Writer, clock: Callable[[], datetime]
) -> AsyncIterator[None]:
    """Renews the entry's lease for the time of a block, unless another process has it already."""
    keeping = asyncio.create_task(_keep(entry, writer, clock))
    try:
        yield
    finally:
        keeping.cancel()
        await asyncio.wait([keeping])


async def _keep(entry: Outbox, writer: Writer, clock: Callable[[], datetime]) -> None:
    while entry.leased_until is not None:
        await asyncio.sleep(EVERY_S)
        until, now = entry.leased_until, clock()
        try:
            entry.leased_until = await writer.write(
                partial(leases.keep, entry_id=identity(entry), held=until, now=now)
            )
        except SQLAlchemyError:
            # It may run out now, and then the message isn't begun any more.
            log.exception("The lease of outbox entry %s could not be renewed", entry.id)
