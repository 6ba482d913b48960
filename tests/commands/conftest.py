"""Commands through their front door, on a real database."""

from datetime import datetime

import pytest
from sqlalchemy import Engine

from tests.commands.front_door import FrontDoor


@pytest.fixture
def maya(sqlite_engine: Engine, now: datetime) -> FrontDoor:
    """A person in a public channel of an empty workspace."""
    return FrontDoor(sqlite_engine, now)
