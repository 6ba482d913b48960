"""Whose turn it is: refreshes after their message, news beside people's, each lane its first."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, insert
from sqlmodel import Session

from storage.db import transaction
from storage.identity import identity
from storage.models import Outbox
from storage.outbox import leases, queue
from storage.outbox.queue import Entry
from storage.statements import table_of
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


def test_of_each_lane_and_workspace_the_first(engine: Engine, now: datetime) -> None:
    with transaction(engine) as session:
        for workspace_id in ("T1", "T2"):
            workspaces.ensure(session, workspace_id=workspace_id, at=now)
            for lane in ("C1", "C2", "C1"):
                _add(session, lane, now=now, workspace_id=workspace_id)
        taken = leases.lease(session, now=now, limit=9)
        assert [(each.workspace_id, each.lane) for each in taken] == [
            ("T1", "C1"), ("T1", "C2"), ("T2", "C1"), ("T2", "C2"),
        ]  # fmt: skip
        assert leases.lease(session, now=now, limit=9) == []
        leases.sent(session, entry_id=identity(taken[0]), now=now)
        (next_one,) = leases.lease(session, now=now, limit=9)
        assert (next_one.workspace_id, next_one.lane) == ("T1", "C1")


def test_news_takes_no_place_of_what_people_did(engine: Engine, now: datetime) -> None:
    later = now + timedelta(minutes=1)
    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id="T1", at=now)
        for number in range(5):
            _add(session, f"news {number}", now=now, news=True)
        for number in range(3):
            _add(session, f"done {number}", now=later)
        taken = leases.lease(session, now=later, limit=2, news_limit=1)
        assert [each.lane for each in taken] == ["done 0", "done 1", "news 0"]
        taken = leases.lease(session, now=later, limit=2, news_limit=0)
        assert [each.lane for each in taken] == ["done 2"]
        taken = leases.lease(session, now=later, limit=0, news_limit=9)
        assert [each.lane for each in taken] == [f"news {number}" for number in range(1, 5)]


def test_nobody_waits_behind_news_in_their_own_channel(engine: Engine, now: datetime) -> None:
    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id="T1", at=now)
        for number in range(9):
            _add(session, f"C{number}", now=now, news=True)
        _add(session, "C8", now=now)
        (first,) = leases.lease(session, now=now, limit=5, news_limit=0)
        assert (first.lane, first.news) == ("C8", False), "the news that somebody waits behind"
        leases.sent(session, entry_id=identity(first), now=now)
        (theirs,) = leases.lease(session, now=now, limit=5, news_limit=0)
        assert theirs.lane == "C8"
        assert len(leases.lease(session, now=now, limit=0, news_limit=9)) == 8


@pytest.mark.parametrize("lanes", [5, 500], ids=["few lanes", "many lanes"])
def test_a_tenfold_backlog_is_no_hundredfold_work(
    sqlite_engine: Engine, now: datetime, lanes: int
) -> None:
    few = _steps(sqlite_engine, now, waiting=500, lanes=lanes)
    many = _steps(sqlite_engine, now, waiting=5_000, lanes=lanes)
    assert many < 20 * few


def _add(
    session: Session, lane: str, *, now: datetime, news: bool = False, workspace_id: str = "T1"
) -> None:
    entry = Entry(workspace_id=workspace_id, lane=lane, kind="post", payload={}, news=news)
    queue.add(session, entry=entry, now=now)


def _steps(engine: Engine, now: datetime, *, waiting: int, lanes: int) -> int:
    """How many hundred instructions SQLite needs to lease twenty of so many that wait."""
    row = {"workspace_id": "T1", "kind": "post", "payload": {}, "attempts": 0}
    row |= {"created_at": now, "due_at": now, "news": False}
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id="T1", at=now)
        rows = [
            {**row, "lane": f"C{number % lanes}", "subject": f"pain:{number}"}
            for number in range(waiting)
        ]
        session.connection().execute(insert(table_of(Outbox)), rows)
        driver = session.connection().connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(count, 100)
        assert len(leases.lease(session, now=now, limit=20)) == min(20, lanes)
        driver.set_progress_handler(None, 0)
        session.rollback()
    return steps
