"""A batch takes work in order, as long as its time lasts."""

import asyncio

import pytest

from bot.jobs import Batch, Job


@pytest.fixture
async def jobs() -> list[Job]:
    loop = asyncio.get_running_loop()
    return [Job(lambda _: None, loop.create_future(), at_end=number == 1) for number in range(4)]


async def test_in_time_all_are_begun_those_for_the_end_last(jobs: list[Job]) -> None:
    batch = Batch(jobs, longest_s=60)
    assert list(batch) == batch.begun == [jobs[0], jobs[2], jobs[3], jobs[1]]
    assert batch.left == []


async def test_when_the_time_is_over_the_rest_is_left_in_order(jobs: list[Job]) -> None:
    batch = Batch(jobs, longest_s=-1)
    # One at least, or nothing would ever be done; and what is for the end is never put off.
    assert list(batch) == batch.begun == [jobs[0], jobs[1]]
    assert batch.left == [jobs[2], jobs[3]]
    assert [job.take() for job in jobs] == [False, False, True, True]


async def test_what_was_given_up_is_passed_over(jobs: list[Job]) -> None:
    jobs[0].take()
    batch = Batch(jobs, longest_s=-1)
    assert list(batch) == [jobs[2], jobs[1]]
    assert batch.left == [jobs[3]]


async def test_what_was_not_reached_is_left(jobs: list[Job]) -> None:
    batch = Batch(jobs, longest_s=60)
    assert next(iter(batch)) is jobs[0]
    assert batch.begun == [jobs[0]]
    assert batch.left == [jobs[2], jobs[3], jobs[1]]
