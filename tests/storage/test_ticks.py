"""One process looks in each stretch of time, and the next stretch is anybody's."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from storage.db import open_engine, reading, transaction
from storage.schedule import job_runs, ticks
from tests.conftest import NOON

EVERY = timedelta(minutes=10)
STRETCH = NOON + timedelta(minutes=3)


def claim(
    engine: Engine, by: str, *, after: timedelta = timedelta(), workspace: str = "T1"
) -> bool:
    with transaction(engine) as session:
        until = ticks.claim(
            session, workspace_id=workspace, job="look", every=EVERY, by=by, now=STRETCH + after
        )
    return until is not None


@pytest.mark.usefixtures("engine")
def test_of_many_at_once_one_looks(database_url: str) -> None:
    engines = [open_engine(database_url) for _ in range(2)]
    barrier, got = threading.Barrier(8), []

    def work(number: int) -> None:
        barrier.wait()
        if claim(engines[number % 2], f"process {number}"):
            got.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in engines:
        each.dispose()
    assert len(got) == 1


def test_stretches_are_the_same_for_whoever_began_when(engine: Engine) -> None:
    assert claim(engine, "one")
    assert not claim(engine, "two", after=timedelta(minutes=6, seconds=59))
    assert claim(engine, "two", after=timedelta(minutes=7)), "at ten past, not ten minutes later"
    assert claim(engine, "three", workspace="T2"), "another workspace is another's"


def test_one_row_tells_the_last_look_and_the_next(engine: Engine) -> None:
    for number in range(3):
        after = number * EVERY
        assert claim(engine, "one", after=after)
        with transaction(engine) as session:
            ticks.looked(
                session,
                workspace_id="T1",
                job="look",
                until=NOON + (number + 1) * EVERY,
                at=STRETCH + after,
                outcome=f"look {number}",
            )
    with reading(engine) as session:
        (row,) = ticks.of(session, workspace_ids=["T1"])
        assert (row.outcome, row.finished_at) == ("look 2", STRETCH + 2 * EVERY)
        assert row.lease_until == NOON + 3 * EVERY
        assert job_runs.newest(session, limit=5) == [], "no run that was planned"


def test_who_was_slow_does_not_write_over_a_later_look(engine: Engine) -> None:
    assert claim(engine, "slow")
    assert claim(engine, "next", after=EVERY)
    with transaction(engine) as session:
        ticks.looked(
            session,
            workspace_id="T1",
            job="look",
            until=NOON + EVERY,
            at=STRETCH + EVERY,
            outcome="late",
        )
        (row,) = ticks.of(session, workspace_ids=["T1"])
        assert (row.claimed_by, row.outcome) == ("next", None)
