"""The whole bot over real sockets against the practice workspace."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.end_to_end.workspace import Workspace, running
from tests.practice.driver import Person


@pytest.fixture
async def sample(tmp_path: Path) -> AsyncIterator[Workspace]:
    """With the sample journey."""
    async with running(tmp_path, empty=False) as workspace:
        yield workspace


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Workspace]:
    """With nothing in it yet."""
    async with running(tmp_path, empty=True) as workspace:
        yield workspace


@pytest.fixture
async def maya(sample: Workspace) -> AsyncIterator[Person]:
    """A store associate in the sample workspace."""
    async with sample.person("Maya") as person:
        yield person


@pytest.fixture
async def kwame(sample: Workspace) -> AsyncIterator[Person]:
    """A support lead in the sample workspace."""
    async with sample.person("Kwame") as person:
        yield person
