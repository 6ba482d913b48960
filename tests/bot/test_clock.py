"""The clock types jobs as requests, in every workspace, whatever happens in one of them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from bot.core import Cairn
from bot.schedule.clock import Clock
from commands.feature import Feature, Job, writes
from commands.reply import Reply, Tell
from commands.request import CLOCK, Kind, Request
from commands.router import Router
from storage.db import reading, transaction
from storage.schedule import ticks
from storage.workspace import workspaces
from tests.bot.delivery import entries
from tests.conftest import NOON


class Told:
    """A job that notes who it ran for, and fails where it is told to."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.fails_in: set[str] = set()
        self.fails_at: str | None = None
        self.job = Job("test.tell", timedelta(seconds=20), writes(self.run))

    def run(self, request: Request, session: Session) -> Reply:
        del session
        self.requests.append(request)
        if request.workspace_id in self.fails_in or request.value == self.fails_at:
            raise RuntimeError("broken")
        return [Tell("U1", f"hello {request.workspace_id}")]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
async def cairn(engine: Engine, told: Told) -> AsyncIterator[Cairn]:
    with transaction(engine) as session:
        for workspace_id in ("T1", "T2", "T3"):
            workspaces.ensure(session, workspace_id=workspace_id, at=NOON)
    cairn = Cairn(engine=engine, router=Router([Feature(jobs=(told.job,))]))
    cairn.writer.start()
    yield cairn
    await cairn.writer.stop()


def later() -> datetime:
    return NOON + timedelta(days=14)


async def test_a_job_runs_in_every_workspace_at_the_clocks_time(cairn: Cairn, told: Told) -> None:
    await Clock(cairn=cairn, clock=later).run(told.job)
    assert [each.workspace_id for each in told.requests] == ["T1", "T2", "T3"]
    for each in told.requests:
        assert (each.kind, each.name, each.person) == (Kind.JOB, "test.tell", CLOCK)
        assert each.now == later()
        assert each.place is None


async def test_each_thing_to_do_has_a_request_of_its_own(
    cairn: Cairn, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    def each(session: Session, workspace_id: str, now: datetime) -> list[str]:
        del session
        assert now == later()
        return ["1", "broken", "3"] if workspace_id == "T2" else []

    told.fails_at = "broken"
    assert await Clock(cairn=cairn, clock=later).run(replace(told.job, each=each)) == 2
    assert [(one.workspace_id, one.value) for one in told.requests] == [
        ("T2", "1"),
        ("T2", "broken"),
        ("T2", "3"),
    ]
    assert [entry.payload["text"] for entry in entries(cairn.engine)] == ["hello T2"] * 2
    assert "test.tell in T2" in caplog.text


async def test_what_a_job_tells_waits_in_the_outbox(cairn: Cairn, told: Told) -> None:
    woken: list[bool] = []
    cairn.on_queued = lambda: woken.append(True)
    await Clock(cairn=cairn, clock=later).run(told.job)
    stored = [
        (each.workspace_id, each.lane, each.payload["text"]) for each in entries(cairn.engine)
    ]
    assert stored == [(each, "U1", f"hello {each}") for each in ("T1", "T2", "T3")]
    assert len(woken) == 3


async def test_a_workspace_that_fails_leaves_the_others_alone(
    cairn: Cairn, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    told.fails_in = {"T1", "T2"}
    clock = Clock(cairn=cairn, clock=later)
    await clock.run(told.job)
    assert [each.lane for each in entries(cairn.engine)] == ["U1"]
    assert [each.workspace_id for each in entries(cairn.engine)] == ["T3"]
    assert "Job test.tell in T1: failed" in caplog.text
    assert "Job test.tell in T2: failed" in caplog.text
    told.fails_in = set()
    await clock.run(told.job)
    assert [each.workspace_id for each in entries(cairn.engine)] == ["T3", "T1", "T2", "T3"]


async def test_nothing_happens_by_itself_before_the_start(cairn: Cairn, told: Told) -> None:
    clock = Clock(cairn=cairn, clock=later)
    clock.start()
    clock.stop()
    assert told.requests == []


async def test_a_look_that_failed_is_made_up_for_by_the_next(cairn: Cairn, told: Told) -> None:
    told.fails_in = {"T1"}
    now = NOON
    clock = Clock(cairn=cairn, clock=lambda: now)
    assert await clock.tick(told.job) == 2
    assert await clock.tick(told.job) == 0, "in this stretch somebody has looked"
    told.fails_in = set()
    now += told.job.every
    assert await clock.tick(told.job) == 3
    with reading(cairn.engine) as session:
        looks = ticks.of(session, workspace_ids=["T1", "T2", "T3"])
        assert [(each.job, each.outcome) for each in looks] == [("test.tell", "done")] * 3


async def test_run_by_hand_it_looks_whoever_has(cairn: Cairn, told: Told) -> None:
    clock = Clock(cairn=cairn, clock=lambda: NOON)
    assert await clock.tick(told.job) == 3
    assert await clock.run(told.job) == 3
