"""The whole bot on the event loop that the browser is driven from."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.end_to_end.workspace import Workspace, running


@pytest_asyncio.fixture(loop_scope="session")
async def sample(tmp_path: Path) -> AsyncIterator[Workspace]:
    """With the sample journey."""
    async with running(tmp_path, empty=False) as workspace:
        yield workspace
