"""What is no longer needed is forgotten, and nothing else."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from bot.schedule.upkeep import Upkeep
from bot.writer import Writer
from storage import requests
from storage.outbox import leases, queue
from storage.outbox.queue import Entry
from storage.workspace import workspaces

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
OLD = NOW - timedelta(days=30)


async def test_only_old_claims_and_sent_entries_are_forgotten(engine: Engine) -> None:
    writer = Writer(engine)
    writer.start()
    entry = Entry(workspace_id="T1", lane="C1", kind="post", payload={})

    def prepare(session: Session) -> None:
        workspaces.ensure(session, workspace_id="T1", at=OLD)
        requests.claim(session, workspace_id="T1", key="old", at=OLD)
        requests.claim(session, workspace_id="T1", key="new", at=NOW)
        queue.add(session, entry=entry, now=OLD)
        queue.add(session, entry=entry, now=OLD)
        (sent,) = leases.lease(session, now=OLD, limit=1)
        leases.sent(session, entry_id=sent.id or 0, now=OLD)

    await writer.write(prepare)
    assert await Upkeep(writer=writer, clock=lambda: NOW).run() == (1, 1)

    def look(session: Session) -> tuple[int, bool]:
        again = requests.claim(session, workspace_id="T1", key="new", at=NOW)
        return leases.waiting(session), again

    assert await writer.write(look) == (1, False)
    await writer.stop()
