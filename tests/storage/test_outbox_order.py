"""A refresh never overtakes the message it refreshes."""

from datetime import datetime, timedelta

from sqlalchemy import Engine

from storage.db import transaction
from storage.identity import identity
from storage.outbox import leases, queue
from storage.outbox.queue import Entry
from storage.workspace import workspaces


def test_a_refresh_waits_for_its_post(engine: Engine, now: datetime) -> None:
    post = Entry(workspace_id="T1", lane="C1", kind="post", payload={}, subject="pain:1")
    refresh = Entry(
        workspace_id="T1", lane="about:pain:1", kind="refresh", payload={}, subject="pain:1"
    )
    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id="T1", at=now)
        queue.add(session, entry=post, now=now)
        queue.add_latest(session, entry=refresh, now=now, delay=timedelta())
        (first,) = leases.lease(session, now=now, limit=5)
        assert first.kind == "post"
        assert leases.lease(session, now=now, limit=5) == []
        leases.sent(session, entry_id=identity(first), now=now)
        (second,) = leases.lease(session, now=now, limit=5)
        assert second.kind == "refresh"
