"""Who only reads can't write, on either database."""

from datetime import datetime

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from storage.db import reading, transaction
from storage.workspace import workspaces


def test_a_write_while_reading_is_refused(engine: Engine, now: datetime) -> None:
    with pytest.raises(DBAPIError), reading(engine) as session:
        workspaces.ensure(session, workspace_id="T1", at=now)
    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id="T1", at=now)
        assert list(workspaces.every_id(session)) == ["T1"]
