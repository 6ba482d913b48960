"""A repeated delivery is carried out once, whoever takes it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from storage import requests
from storage.db import session_on, transaction
from storage.workspace import workspaces


@pytest.fixture
def known(engine: Engine, now: datetime) -> Engine:
    with transaction(engine) as session:
        for workspace in ("T1", "T2"):
            workspaces.ensure(session, workspace_id=workspace, at=now)
    return engine


def claim(engine: Engine, key: str, now: datetime, *, workspace: str = "T1") -> bool:
    with transaction(engine) as session:
        return requests.claim(session, workspace_id=workspace, key=key, at=now)


def test_only_the_first_gets_it(known: Engine, now: datetime) -> None:
    assert claim(known, "a", now)
    assert not claim(known, "a", now)
    assert claim(known, "b", now)
    assert claim(known, "a", now, workspace="T2")


def test_twice_in_one_transaction_is_a_repetition_too(known: Engine, now: datetime) -> None:
    with transaction(known) as session:
        got = [requests.claim(session, workspace_id="T1", key="a", at=now) for _ in range(2)]
    assert got == [True, False]


def test_a_failed_request_may_come_again(known: Engine, now: datetime) -> None:
    with known.connect() as connection:
        failed = connection.begin()
        with session_on(connection) as session:
            assert requests.claim(session, workspace_id="T1", key="a", at=now)
        failed.rollback()
    assert claim(known, "a", now)


def test_of_eight_at_once_one_gets_it(known: Engine, now: datetime) -> None:
    with ThreadPoolExecutor(8) as pool:
        for turn in range(5):
            got = list(pool.map(lambda _, key=f"k{turn}": claim(known, key, now), range(8)))
            assert got.count(True) == 1


def test_old_claims_are_dropped_and_new_ones_kept(known: Engine, now: datetime) -> None:
    claim(known, "old", now - timedelta(days=2))
    claim(known, "new", now)
    with transaction(known) as session:
        assert requests.forget_before(session, moment=now - timedelta(days=1)) == 1
    assert claim(known, "old", now)
    assert not claim(known, "new", now)
