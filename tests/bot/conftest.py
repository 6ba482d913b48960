"""What the shell's tests share: a writer on a real database, and a small Slack with faults."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import Engine

from bot.writer import Writer
from tests.bot.faulty_slack import FaultySlack


@pytest.fixture
async def writer(engine: Engine) -> AsyncIterator[Writer]:
    """A started writer, on each kind of database in turn."""
    writer = Writer(engine)
    writer.start()
    yield writer
    await writer.stop()


@pytest.fixture
async def slack() -> AsyncIterator[FaultySlack]:
    """A Web API that answers as it is told."""
    slack = FaultySlack()
    await slack.start()
    yield slack
    await slack.stop()


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """Puts the root logger back as it was: some tests set up the log as the program does."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
