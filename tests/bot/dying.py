"""A process that claims a run and kills itself with -9 at a step.

`python -m tests.bot.dying <database> <step> <now> <slot>` prints how many runs it did, if it lives.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, event
from sqlmodel import Session

from bot.core import Cairn
from bot.schedule.clock import Clock
from commands.feature import ClaimedJob, DueRun, Feature, reads
from commands.reply import Post, Reply
from commands.request import Request
from commands.router import Router
from storage import requests
from storage.db import open_engine

STEPS = (
    "while it is built",
    "while it is told",
    "before the commit",
    "after the commit",
)


class News:
    """A job with one run; its process dies at a step of it."""

    def __init__(self, step: str, slot: datetime) -> None:
        self._step = step
        self._slot = slot
        self._told = False
        self.job = ClaimedJob(
            "news", timedelta(seconds=20), self._due, reads(self._build), self._done
        )

    def at(self, step: str) -> None:
        """Dies here, if this is the step."""
        if step == self._step:
            os.kill(os.getpid(), signal.SIGKILL)

    def _due(self, session: Session, workspace_id: str, now: datetime) -> Sequence[DueRun]:
        del session, workspace_id, now
        return [DueRun("1", self._slot)]

    def _build(self, request: Request, session: Session) -> Reply:
        del request, session
        self.at("while it is built")
        return [Post("C1", "news")]

    def _done(self, request: Request, session: Session) -> str:
        requests.claim(session, workspace_id="T1", key="news", at=request.now)
        self._told = True
        self.at("while it is told")
        return "sent"

    def before_commit(self, connection: Connection) -> None:
        del connection
        if self._told:
            self.at("before the commit")


async def main(url: str, step: str, now: datetime, slot: datetime) -> None:
    """One tick of the clock."""
    news = News(step, slot)
    engine = open_engine(url)
    event.listen(engine, "commit", news.before_commit)
    cairn = Cairn(engine=engine, router=Router([Feature(claimed_jobs=(news.job,))]))
    clock = Clock(cairn=cairn, clock=lambda: now)
    cairn.writer.start()
    done = await clock.run(news.job)
    news.at("after the commit")
    await cairn.writer.stop()
    engine.dispose()
    print(done, flush=True)  # noqa: T201 - the answer itself


if __name__ == "__main__":
    URL, STEP, NOW, SLOT = sys.argv[1:]
    asyncio.run(main(URL, STEP, datetime.fromisoformat(NOW), datetime.fromisoformat(SLOT)))
