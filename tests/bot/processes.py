"""Cairn's command line as a process of its own, in an empty folder."""

import asyncio
import atexit
import contextlib
import functools
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings
from tests.bot.forked import Forks

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0


@dataclass(frozen=True)
class Ended:
    """What a process that has ended left behind."""

    code: int
    out: str
    err: str


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's own, without any of Cairn's settings but these."""
    names = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name not in names}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **settings}


async def begin(folder: Path, *words: str, **settings: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        cwd=folder,
        env=environment(settings),
        stdout=PIPE,
        stderr=PIPE,
    )


async def cairn(folder: Path, *words: str, **settings: str) -> Ended:
    """Runs a command to its end."""
    forks = _forks()
    try:
        async with asyncio.timeout(PATIENCE_S):
            code, out, err = await asyncio.to_thread(
                forks.run, folder, words, environment(settings)
            )
    except TimeoutError:
        forks.stop()
        raise
    return Ended(code, out, err)


@functools.cache
def _forks() -> Forks:
    forks = Forks()
    atexit.register(forks.stop)
    return forks


async def finished(process: Process) -> Ended:
    async with asyncio.timeout(PATIENCE_S):
        out, err = await process.communicate()
    assert process.returncode is not None
    return Ended(process.returncode, out.decode(), err.decode())


async def line_with(process: Process, words: str) -> str:
    """The first line on standard output that has these words."""
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE_S):
        async for line in process.stdout:
            if words in line.decode():
                return line.decode()
    assert process.stderr is not None
    raise AssertionError((await process.stderr.read()).decode())


@contextlib.asynccontextmanager
async def kept_running(folder: Path, *words: str, **settings: str) -> AsyncIterator[Process]:
    """A process for the time of a block; at the end it is told to stop, and must."""
    process = await begin(folder, *words, **settings)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            await finished(process)
