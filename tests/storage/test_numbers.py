"""Numbers people can say: no gaps, no doubles, however many count at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import Engine

from storage.db import session_on, transaction
from storage.numbers import next_number
from storage.workspace import workspaces

THREADS = 8
EACH = 12


@pytest.fixture
def counted(engine: Engine, now: datetime) -> Engine:
    with transaction(engine) as session:
        for workspace in ("T1", "T2"):
            workspaces.ensure(session, workspace_id=workspace, at=now)
    return engine


def take_and_undo(engine: Engine) -> int:
    with engine.connect() as connection:
        undone = connection.begin()
        with session_on(connection) as session:
            number = next_number(session, workspace_id="T1", kind="pain")
        undone.rollback()
    return number


def test_numbers_start_at_one_for_each_kind_and_workspace(counted: Engine) -> None:
    with transaction(counted) as session:
        got = [
            next_number(session, workspace_id="T1", kind="pain"),
            next_number(session, workspace_id="T1", kind="pain"),
            next_number(session, workspace_id="T1", kind="touchpoint"),
            next_number(session, workspace_id="T2", kind="pain"),
        ]
    assert got == [1, 2, 1, 1]


def test_a_number_that_was_rolled_back_is_given_again(counted: Engine) -> None:
    assert take_and_undo(counted) == 1
    with transaction(counted) as session:
        assert next_number(session, workspace_id="T1", kind="pain") == 1


def test_eight_threads_at_once_leave_no_gap_and_no_double(counted: Engine) -> None:
    def take(_: int) -> list[int]:
        taken = []
        for turn in range(EACH):
            with transaction(counted) as session:
                taken.append(next_number(session, workspace_id="T1", kind="pain"))
            if turn % 4 == 3:  # every now and then somebody thinks better of it
                take_and_undo(counted)
        return taken

    with ThreadPoolExecutor(THREADS) as pool:
        numbers = [number for taken in pool.map(take, range(THREADS)) for number in taken]
    assert sorted(numbers) == list(range(1, THREADS * EACH + 1))
