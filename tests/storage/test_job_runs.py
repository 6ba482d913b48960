"""A run is had by one at a time, done once, and anybody's again when its holder is gone."""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from storage.db import open_engine, transaction
from storage.models import JobRun
from storage.schedule import job_runs
from storage.schedule.job_runs import LEASE, Run
from tests.conftest import NOON

SLOT = NOON - timedelta(hours=3)


def claim(engine: Engine, now: datetime, by: str, *, job: str = "digest:1") -> Run | None:
    with transaction(engine) as session:
        return job_runs.claim(session, workspace_id="T1", job=job, slot=SLOT, by=by, now=now)


def finish(engine: Engine, run: Run, at: datetime) -> bool:
    with transaction(engine) as session:
        return job_runs.finish(session, run=run, at=at, outcome="sent")


def stored(engine: Engine) -> Sequence[JobRun]:
    with transaction(engine) as session:
        return job_runs.newest(session, limit=10)


def test_the_second_to_claim_gets_nothing(engine: Engine, now: datetime) -> None:
    run = claim(engine, now, "one")
    assert run == Run("T1", "digest:1", SLOT, "one", 1)
    assert claim(engine, now, "two") is None
    assert claim(engine, now, "one") is None
    assert claim(engine, now, "two", job="digest:2")


def test_of_many_at_once_one_gets_it(database_url: str, engine: Engine, now: datetime) -> None:
    engines = [open_engine(database_url) for _ in range(2)]
    barrier = threading.Barrier(8)
    got: list[Run] = []

    def work(number: int) -> None:
        barrier.wait()
        run = claim(engines[number % 2], now, f"process {number}")
        if run:
            got.append(run)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in engines:
        each.dispose()
    assert len(got) == 1
    assert [each.attempts for each in stored(engine)] == [1]


def test_what_is_done_is_never_claimed_again(engine: Engine, now: datetime) -> None:
    run = claim(engine, now, "one")
    assert run
    assert finish(engine, run, now)
    assert claim(engine, now + 100 * LEASE, "two") is None
    assert not finish(engine, run, now), "done twice"
    (row,) = stored(engine)
    assert (row.finished_at, row.outcome, row.attempts) == (now, "sent", 1)


def test_when_its_holder_died_another_gets_it_after_the_lease(
    engine: Engine, now: datetime
) -> None:
    first = claim(engine, now, "one")
    almost = now + LEASE - timedelta(milliseconds=1)
    assert claim(engine, almost, "two") is None
    second = claim(engine, now + LEASE, "two")
    assert second
    assert second.attempt == 2
    assert first
    assert not finish(engine, first, now + LEASE), "who was too slow must do nothing"
    assert finish(engine, second, now + LEASE)


def test_the_same_process_that_was_too_slow_is_turned_away_too(
    engine: Engine, now: datetime
) -> None:
    first, second = claim(engine, now, "one"), claim(engine, now + LEASE, "one")
    assert first
    assert second
    assert not finish(engine, first, now + LEASE)
    assert finish(engine, second, now + LEASE)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 2), (2, 4), (3, 8), (12, 360)])
def test_what_failed_is_tried_again_after_a_growing_pause(
    engine: Engine, now: datetime, attempts: int, minutes: int
) -> None:
    at = now
    for number in range(1, attempts + 1):
        run = claim(engine, at, "one")
        assert run
        assert run.attempt == number
        with transaction(engine) as session:
            assert job_runs.fail(session, run=run, now=at, why="failed")
        pause, at = at, at + timedelta(minutes=min(2**number, 360))
        assert claim(engine, at - timedelta(milliseconds=1), "two") is None
    assert at - pause == timedelta(minutes=minutes)
    (row,) = stored(engine)
    assert (row.finished_at, row.outcome) == (None, "failed")


def test_only_what_is_done_is_forgotten(engine: Engine, now: datetime) -> None:
    done, open_ = claim(engine, now, "one"), claim(engine, now, "one", job="digest:2")
    assert done
    assert open_
    finish(engine, done, now)
    with transaction(engine) as session:
        assert job_runs.forget_before(session, moment=now - timedelta(days=1)) == 0
        assert job_runs.forget_before(session, moment=now + timedelta(days=1)) == 1
    assert [each.job for each in stored(engine)] == ["digest:2"]
