"""What is claimed happens once: with two processes, when one dies, when one is only slow."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.core import Cairn
from bot.schedule.claimed import NOT_WANTED
from bot.schedule.clock import Clock
from commands.feature import ClaimedJob, DueRun, Feature, reads, slot_of
from commands.reply import Post, Reply
from commands.request import CLOCK, Request
from commands.router import Router
from storage import requests
from storage.db import open_engine, transaction
from storage.models import HandledRequest, JobRun
from storage.schedule import job_runs
from storage.schedule.job_runs import LEASE
from storage.workspace import workspaces
from tests.bot.delivery import Clock as Time
from tests.bot.delivery import entries
from tests.conftest import NOON

SLOT = NOON - timedelta(hours=3)


class News:
    """A job with the same runs due in every workspace, until they are done."""

    def __init__(self) -> None:
        self.due_runs = [DueRun("1", SLOT, behalf_of="UMAYA")]
        self.looks = 0
        self.fails = False
        self.wanted = True
        self.built: list[Request] = []
        self.job = ClaimedJob("news", timedelta(seconds=20), self.due, reads(self.build), self.done)

    def due(self, session: Session, workspace_id: str, now: datetime) -> Sequence[DueRun]:
        del session, workspace_id, now
        self.looks += 1
        return self.due_runs

    def build(self, request: Request, session: Session) -> Reply:
        del session
        self.built.append(request)
        if self.fails:
            raise RuntimeError("broken")
        return [Post("C1", f"news {request.value}")]

    def done(self, request: Request, session: Session) -> str | None:
        # A row that must not outlive what failed behind it.
        requests.claim(session, workspace_id="T1", key=f"news {request.value}", at=request.now)
        return "sent" if self.wanted else None


class Process:
    """One of several processes on a database: its own engine, writer and clock."""

    def __init__(self, url: str, news: News) -> None:
        self.news = news
        self.time = Time()
        self.engine = open_engine(url)
        router = Router([Feature(claimed_jobs=(news.job,))])
        self.cairn = Cairn(engine=self.engine, router=router)
        self.clock = Clock(cairn=self.cairn, clock=self.time)

    async def tick(self) -> int:
        return await self.clock.run(self.news.job)

    async def stop(self) -> None:
        await self.cairn.writer.stop()
        self.engine.dispose()


@pytest.fixture
def news() -> News:
    return News()


@pytest.fixture
async def two(
    database_url: str, engine: Engine, news: News
) -> AsyncIterator[tuple[Process, Process]]:
    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id="T1", at=NOON)
    processes = Process(database_url, news), Process(database_url, news)
    for each in processes:
        each.cairn.writer.start()
    yield processes
    for each in processes:
        await each.stop()


def runs(engine: Engine) -> list[JobRun]:
    with transaction(engine) as session:
        return list(job_runs.newest(session, limit=100))


def texts(engine: Engine) -> list[str]:
    return sorted(each.payload["text"] for each in entries(engine))


async def test_two_processes_at_once_tell_everything_once(
    two: tuple[Process, Process], engine: Engine, news: News
) -> None:
    news.due_runs = [DueRun(str(number), SLOT) for number in range(20)]
    await asyncio.gather(*[process.tick() for process in two for _ in range(3)])
    assert texts(engine) == sorted(f"news {number}" for number in range(20))
    assert {(each.attempts, each.outcome) for each in runs(engine)} == {(1, "sent")}


async def test_while_many_are_carried_out_nobody_looks_again(
    two: tuple[Process, Process], news: News
) -> None:
    clock = two[0].clock
    done = await asyncio.gather(*[clock.tick(news.job) for _ in range(3)])
    assert (sorted(done), news.looks) == ([0, 0, 1], 1)
    assert await clock.tick(news.job) == 0
    assert news.looks == 2


async def test_a_run_knows_its_slot_and_whom_to_tell_of_trouble(
    two: tuple[Process, Process], engine: Engine, news: News
) -> None:
    assert await two[0].tick() == 1
    (request,) = news.built
    assert (slot_of(request), request.value, request.person) == (SLOT, "1", CLOCK)
    (entry,) = entries(engine)
    assert (entry.workspace_id, entry.lane, entry.for_person) == ("T1", "C1", "UMAYA")
    assert await two[0].tick() == 0
    assert await two[1].tick() == 0
    assert len(entries(engine)) == 1


async def test_when_one_dies_after_its_claim_the_other_does_it_after_the_lease(
    two: tuple[Process, Process], engine: Engine, news: News
) -> None:
    dying, living = two
    assert await dying.clock.claims.claim(news.job, "T1", news.due_runs[0])
    assert await living.tick() == 0
    living.time.now += LEASE - timedelta(seconds=1)
    assert await living.tick() == 0
    assert texts(engine) == []
    living.time.now += timedelta(seconds=1)
    assert await living.tick() == 1
    assert texts(engine) == ["news 1"]
    assert [(each.attempts, each.outcome) for each in runs(engine)] == [(2, "sent")]


@pytest.mark.parametrize("finished", [True, False])
async def test_who_was_only_slow_tells_nothing_any_more(
    two: tuple[Process, Process], engine: Engine, news: News, *, finished: bool
) -> None:
    slow, other = two
    run = await slow.clock.claims.claim(news.job, "T1", news.due_runs[0])
    assert run
    other.time.now += LEASE
    if finished:
        assert await other.tick() == 1
    else:
        assert await other.clock.claims.claim(news.job, "T1", news.due_runs[0])
    assert not await slow.clock.claims.carry_out(news.job, run, news.due_runs[0])
    assert texts(engine) == (["news 1"] if finished else [])


async def test_when_one_dies_while_it_tells_nothing_is_half_done(
    two: tuple[Process, Process], engine: Engine, news: News, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(session: Session, **_: object) -> bool:
        del session
        raise RuntimeError("gone")

    claims = two[0].clock.claims
    run = await claims.claim(news.job, "T1", news.due_runs[0])
    assert run
    with monkeypatch.context() as patched:
        patched.setattr(job_runs, "finish", dies)
        assert not await claims.carry_out(news.job, run, news.due_runs[0])
    assert texts(engine) == []
    with transaction(engine) as session:
        assert session.exec(select(HandledRequest)).all() == []
    two[1].time.now += timedelta(minutes=2)
    assert await two[1].tick() == 1
    assert texts(engine) == ["news 1"]


async def test_what_fails_is_tried_again_and_holds_nobody_up(
    two: tuple[Process, Process], engine: Engine, news: News, caplog: pytest.LogCaptureFixture
) -> None:
    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id="T2", at=NOON)
    news.fails = True
    assert await two[0].tick() == 0
    assert {(each.workspace_id, each.outcome) for each in runs(engine)} == {
        ("T1", "failed"),
        ("T2", "failed"),
    }
    assert "news:1 in T1, try 1: failed" in caplog.text
    news.fails = False
    assert await two[1].tick() == 0, "tried again before the pause is over"
    two[1].time.now += timedelta(minutes=2)
    assert await two[1].tick() == 2
    assert [each.attempts for each in runs(engine)] == [2, 2]


async def test_what_is_not_wanted_any_more_is_not_told(
    two: tuple[Process, Process], engine: Engine, news: News
) -> None:
    news.wanted = False
    assert await two[0].tick() == 1
    assert texts(engine) == []
    assert [each.outcome for each in runs(engine)] == [NOT_WANTED]


def test_two_jobs_of_one_name_fail_at_the_start(news: News) -> None:
    with pytest.raises(ValueError, match="news"):
        Router([Feature(claimed_jobs=(news.job, news.job))])
