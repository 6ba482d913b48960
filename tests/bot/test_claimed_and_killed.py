"""A process killed with -9 at each step of a claimed run: told once, by it or by the next."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.db import reading, transaction
from storage.models import HandledRequest
from storage.schedule import job_runs
from storage.schedule.job_runs import LEASE
from storage.workspace import workspaces
from tests.bot.delivery import entries
from tests.bot.dying import STEPS
from tests.bot.processes import PATIENCE_S, ROOT, environment
from tests.conftest import NOON

SLOT = NOON - timedelta(hours=3)


async def tick(url: str, step: str, now: datetime) -> tuple[int, str]:
    """A process's tick of the clock: its exit code, and what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bot.dying",
        url,
        step,
        now.isoformat(),
        SLOT.isoformat(),
        cwd=ROOT,
        env=environment({}),
        stdout=PIPE,
        stderr=PIPE,
    )
    async with asyncio.timeout(PATIENCE_S):
        out, err = await process.communicate()
    assert process.returncode in (0, -signal.SIGKILL), err.decode()
    return process.returncode, out.decode().strip()


def stored(engine: Engine) -> tuple[int, int, list[str | None]]:
    """How many messages wait, how many rows the run wrote, and how each run stands."""
    with reading(engine) as session:
        rows = len(session.exec(select(HandledRequest)).all())
        runs = [each.outcome for each in job_runs.newest(session, limit=5)]
    return len(entries(engine)), rows, runs


@pytest.mark.parametrize("step", STEPS)
async def test_it_is_told_once_all_the_same(database_url: str, engine: Engine, step: str) -> None:
    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id="T1", at=NOON)
    code, _ = await tick(database_url, step, NOON)
    assert code == -signal.SIGKILL
    told = step == "after the commit"
    assert stored(engine) == ((1, 1, ["sent"]) if told else (0, 0, [None])), "all of it or nothing"
    # Two at once after the lease; only one of them does it, if it is still to be done.
    later = NOON + LEASE
    ticks = await asyncio.gather(*[tick(database_url, "never", later) for _ in range(2)])
    assert sorted(ticks) == [(0, "0"), (0, "0" if told else "1")]
    assert stored(engine) == (1, 1, ["sent"])
