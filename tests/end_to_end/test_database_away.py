"""The database is in the way while a form is sent: the words stay, and nothing is half stored."""

import re
import sqlite3
from collections.abc import Iterator

import pytest
from sqlalchemy import event

from storage.models import Outbox, PainPoint
from tests.end_to_end.steps import STORE, WHAT, open_pain
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Person


@pytest.fixture
def short_wait(sample: Workspace) -> None:
    """A writer that gives up soon: waiting ten seconds would only test patience."""

    def prepare(connection: sqlite3.Connection, record: object) -> None:
        del record
        connection.execute("PRAGMA busy_timeout=50").close()

    event.listen(sample.app.engine, "connect", prepare)
    sample.app.engine.dispose()


@pytest.fixture
def locked(sample: Workspace, short_wait: None) -> Iterator[sqlite3.Connection]:
    """Somebody else's connection to the same file, to lock it with."""
    del short_wait
    path = sample.app.engine.url.database
    assert path
    other = sqlite3.connect(path, isolation_level=None)
    yield other
    other.close()


async def test_a_form_sent_to_a_locked_database_stays_open_with_its_words(
    sample: Workspace,
    maya: Person,
    locked: sqlite3.Connection,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before, queued = sample.count(PainPoint), sample.count(Outbox)
    form = await open_pain(maya, STORE, "Kept through the storm")
    locked.execute("BEGIN IMMEDIATE")
    errors = await form.submit()
    (words,) = errors.values()
    assert list(errors) == [WHAT]
    assert "Nothing was stored" in words
    name = re.search(r"reference ([A-Z2-9]{6})", words)
    assert name
    assert f"Reference {name[1]}" in caplog.text
    assert form.is_open
    assert form.value(WHAT) == "Kept through the storm"
    locked.execute("ROLLBACK")
    assert (sample.count(PainPoint), sample.count(Outbox)) == (before, queued)
    assert await form.submit() == {}
    await maya.sees("Kept through the storm", STORE, ephemeral=False)
    assert sample.count(PainPoint) == before + 1


async def test_reading_goes_on_while_somebody_writes(
    maya: Person, locked: sqlite3.Connection
) -> None:
    await maya.command(STORE, "/pain list")
    await maya.sees("P-", STORE, ephemeral=True)
    locked.execute("BEGIN IMMEDIATE")
    await maya.command(STORE, "/pain list all")
    await maya.sees("All in", STORE, ephemeral=True)
    locked.execute("ROLLBACK")
