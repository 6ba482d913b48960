"""Numbers people can say: no gaps, no doubles, however many count at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import Engine

from storage import workspaces
from storage.db import transaction
from storage.numbers import next_number

THREADS = 8
EACH = 12


@pytest.fixture
def counted(engine: Engine, now: datetime) -> Engine:
    with transaction(engine) as session:
        for workspace in ("T1", "T2"):
            workspaces.ensure(session, workspace_id=workspace, at=now)
    return engine


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
    class UndoError(Exception):
        pass

    with pytest.raises(UndoError), transaction(counted) as session:
        next_number(session, workspace_id="T1", kind="pain")
        raise UndoError
    with transaction(counted) as session:
        assert next_number(session, workspace_id="T1", kind="pain") == 1


def test_eight_threads_at_once_leave_no_gap_and_no_double(counted: Engine) -> None:
    def take(_: int) -> list[int]:
        taken = []
        for turn in range(EACH):
            with transaction(counted) as session:
                number = next_number(session, workspace_id="T1", kind="pain")
                if turn % 4 == 3:  # every fourth thinks better of it
                    session.connection().get_transaction().rollback()  # type: ignore[union-attr]
                    continue
                taken.append(number)
        return taken

    with ThreadPoolExecutor(THREADS) as pool:
        numbers = [number for taken in pool.map(take, range(THREADS)) for number in taken]
    assert sorted(numbers) == list(range(1, THREADS * EACH * 3 // 4 + 1))
