"""KPIs that are pulled: each slot once, recorded as it came, resting after failures, said once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from bot.core import Cairn
from bot.outward.asking import Asking
from bot.outward.client import Outward
from bot.schedule.clock import Clock
from commands.feature import Feature, reads
from commands.index import FEATURES
from commands.kpi import pull
from commands.reply import Reply
from commands.request import Kind, Person, Request
from commands.router import Router
from storage import retirement
from storage.db import open_engine, transaction
from storage.kpi import connectors, readings
from storage.kpi.connectors import FAILURES, Source
from storage.kpi.measures import Measured
from storage.models import Connector
from storage.schedule import job_runs
from tests.bot.delivery import Clock as Time
from tests.bot.delivery import entries
from tests.bot.outside import HOST, Server, outward, server
from tests.conftest import NOON
from tests.storage.kpi_world import CONVERSION, Kpis
from tests.storage.pain_world import OWNER


class Process:
    """One of several processes on a database, with a way out."""

    def __init__(self, url: str, out: Outward, time: Time) -> None:
        self.engine = open_engine(url)
        self.cairn = Cairn(engine=self.engine, router=Router(FEATURES))
        asking = Asking(outward=out, cairn=self.cairn, clock=time)
        self.clock = Clock(cairn=self.cairn, clock=time, ask=asking.heard)
        self.cairn.writer.start()

    async def tick(self) -> int:
        return await self.clock.run(self.cairn.router.claimed_jobs[pull.NAME])

    async def stop(self) -> None:
        await self.cairn.writer.stop()
        self.engine.dispose()


class Shop:
    """Two processes, and a server that knows the shop's NPS."""

    def __init__(self, engine: Engine, time: Time, there: Server, processes: list[Process]) -> None:
        self.world = Kpis(engine, NOON)
        self.engine = engine
        self.time = time
        self.there = there
        self.processes = processes
        self.source = Source(there.url, {}, "$.data.score", "$.data.answers")

    def connect(self, source: Source, number: int = 1) -> None:
        with transaction(self.engine) as session:
            kpi = self.world.kpi(session, number)
            connectors.connect(session, kpi=kpi, source=source, actor_id="UMAYA", at=self.time())

    async def tick(self) -> None:
        await asyncio.gather(*[each.tick() for each in self.processes for _ in range(2)])

    async def later(self, **passed: float) -> None:
        self.time.now += timedelta(**passed)
        await self.tick()

    def connector(self, number: int = 1) -> Connector:
        with transaction(self.engine) as session:
            found = connectors.of(session, kpi=self.world.kpi(session, number))
            assert found
            session.expunge(found)
            return found

    def recorded(self, number: int = 1) -> list[tuple[date, float, int | None]]:
        with transaction(self.engine) as session:
            found = readings.of(session, kpi=self.world.kpi(session, number), limit=50)
            return [(each.period_start, each.value, each.n) for each in found]

    def told(self) -> list[str]:
        return [each.payload["text"] for each in entries(self.engine) if each.kind == "tell"]


@pytest.fixture
async def shop(sqlite_url: str, sqlite_engine: Engine) -> AsyncIterator[Shop]:
    async with opened(sqlite_url, sqlite_engine) as shop:
        yield shop


@pytest.fixture
async def any_shop(database_url: str, engine: Engine) -> AsyncIterator[Shop]:
    """On each kind of database in turn."""
    async with opened(database_url, engine) as shop:
        yield shop


@asynccontextmanager
async def opened(database_url: str, engine: Engine) -> AsyncIterator[Shop]:
    async with AsyncExitStack() as ending:
        there = await ending.enter_async_context(server())
        out = await ending.enter_async_context(outward(f"{HOST}:{there.port}"))
        time = Time()
        processes = [Process(database_url, out, time) for _ in range(2)]
        for each in processes:
            ending.push_async_callback(each.stop)
        shop = Shop(engine, time, there, processes)
        shop.world.build()
        shop.world.add("NPS")
        shop.connect(shop.source)
        yield shop


async def test_each_slot_is_pulled_once_by_whichever_process(any_shop: Shop) -> None:
    await any_shop.tick()
    assert len(any_shop.there.asked) == 1
    assert any_shop.recorded() == [(date(2026, 3, 1), 42.0, 100)]
    assert any_shop.world.history() == ["added", "connected", "recorded"]
    await any_shop.later(hours=23)
    assert len(any_shop.there.asked) == 1
    # The same value for the same period changes nothing.
    await any_shop.later(hours=2)
    assert len(any_shop.there.asked) == 2
    assert any_shop.world.history() == ["added", "connected", "recorded"]
    # After a week of downtime once, and in the old rhythm again.
    any_shop.there.body = {"data": {"score": 43, "answers": 110}}
    await any_shop.later(days=7)
    assert len(any_shop.there.asked) == 3
    assert any_shop.connector().next_at == NOON + timedelta(days=9)
    assert any_shop.recorded() == [(date(2026, 3, 1), 43.0, 110)]
    with transaction(any_shop.engine) as session:
        runs = job_runs.newest(session, limit=9)
        assert {(each.attempts, each.outcome) for each in runs} == {(1, "came in")}
    assert any_shop.told() == []


async def test_the_form_knows_whom_an_administrator_allowed(shop: Shop) -> None:
    seen: list[object] = []

    def look(request: Request, session: Session) -> Reply:
        del session
        seen.append(request.allowed_hosts)
        return []

    router = Router([Feature(actions={"look": reads(look)})])
    hosts = frozenset({("reports.internal", 8080)})
    cairn = Cairn(engine=shop.engine, router=router, allowed_hosts=hosts)
    cairn.writer.start()
    await cairn.handle(Request(Kind.ACTION, "look", "T1", Person("UMAYA"), NOON))
    await cairn.writer.stop()
    assert seen == [hosts]


async def test_a_reading_is_dated_as_it_came(shop: Shop) -> None:
    shop.world.add("Basket to order", CONVERSION)
    for said, month in (("2025-11-30", 11), ("2025-12-31T23:30:00Z", 12), (1_767_268_800, 1)):
        shop.there.body = {"rows": [{"of": "x"}, {"of": "orders", "v": 0.3, "n": 400, "d": said}]}
        row = "$.rows[?@.of == 'orders']"
        source = Source(shop.there.url, {}, f"{row}.v", f"{row}.n", f"{row}.d", of_one=True)
        shop.connect(source, number=2)
        await shop.later(minutes=1)
        recorded = {row[0].month: row[1:] for row in shop.recorded(2)}
        assert recorded[month] == (30.0, 400), said


async def test_it_rests_after_failures_and_its_owner_is_told_once_each_way(shop: Shop) -> None:
    shop.there.body = {"data": {"score": "many"}}
    for _ in range(FAILURES):
        assert shop.told() == []
        await shop.later(days=1)
    (rests,) = shop.told()
    assert f"{FAILURES} tries in a row" in rests
    assert "Nothing stands at $.data.answers" in rests
    assert [each.lane for each in entries(shop.engine)] == [OWNER]
    assert shop.recorded() == []
    asked = len(shop.there.asked)
    await shop.later(hours=5)
    assert len(shop.there.asked) == asked
    for _ in range(3):
        await shop.later(days=2)
    assert (len(shop.told()), len(shop.there.asked)) == (1, asked + 3)
    shop.there.body = {"data": {"score": 7, "answers": 9}}
    await shop.later(days=2)
    assert "again" in shop.told()[1]
    assert (shop.connector().failures, shop.connector().last_error) == (0, "")
    await shop.later(days=2)
    assert len(shop.told()) == 2


async def test_a_server_that_asks_for_patience_gets_it(shop: Shop) -> None:
    shop.there.statuses, shop.there.headers = [429] * 9, {"Retry-After": "7200"}
    await shop.tick()
    assert shop.connector().next_at == NOON + timedelta(hours=2)
    assert "429" in shop.connector().last_error


async def test_what_changed_while_it_was_asked_is_not_recorded(shop: Shop) -> None:
    """Somebody disconnects, or changes how it is measured, while the answer is on its way."""
    process = shop.processes[0]
    ask = process.clock.claims._ask
    assert ask

    async def meanwhile(*question: object) -> object:
        heard = await ask(*question)  # type: ignore[arg-type]
        shop.world.record(Measured(1.0, 10), month=1)
        shop.world.edit(kind="time", unit="minutes", scale_low=None, scale_high=None)
        return heard

    process.clock.claims._ask = meanwhile  # type: ignore[assignment]
    await process.tick()
    assert [row[1] for row in shop.recorded()] == [1.0]
    await shop.later(days=3)
    assert len(shop.there.asked) == 1  # it rests until somebody looked at it


async def test_a_process_that_dies_in_between_is_taken_over_from(shop: Shop) -> None:
    first, second = shop.processes
    job = first.cairn.router.claimed_jobs[pull.NAME]
    with transaction(shop.engine) as session:
        (due,) = pull.due(session, "T1", shop.time())
    assert await first.clock.claims.claim(job, "T1", due)  # and it dies here
    await second.tick()
    assert shop.recorded() == []
    shop.time.now += job_runs.LEASE
    await second.tick()
    assert shop.recorded() == [(date(2026, 3, 1), 42.0, 100)]


async def test_slow_servers_are_asked_side_by_side(shop: Shop) -> None:
    slow = replace(shop.source, url=shop.there.url)
    for number in range(2, 8):
        shop.world.add(f"NPS {number}")
        shop.connect(slow, number=number)
    most = 0
    running = 0
    ask = shop.processes[0].clock.claims._ask
    assert ask

    async def watched(*question: object) -> object:
        nonlocal most, running
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.05)
        heard = await ask(*question)  # type: ignore[arg-type]
        running -= 1
        return heard

    shop.processes[0].clock.claims._ask = watched  # type: ignore[assignment]
    await shop.processes[0].tick()
    assert 1 < most <= pull.AT_ONCE
    assert all(shop.recorded(number) for number in range(1, 8))


async def test_retired_and_paused_ones_are_left_alone(any_shop: Shop) -> None:
    with transaction(any_shop.engine) as session:
        kpi = any_shop.world.kpi(session)
        assert connectors.pause(session, kpi=kpi, actor_id=OWNER, at=NOON)
        assert not connectors.pause(session, kpi=kpi, actor_id=OWNER, at=NOON)
    await any_shop.later(days=2)
    assert any_shop.there.asked == []
    with transaction(any_shop.engine) as session:
        kpi = any_shop.world.kpi(session)
        assert connectors.resume(session, kpi=kpi, actor_id=OWNER, at=any_shop.time())
        retirement.retire(session, kpi, actor_id=OWNER, at=NOON)
    await any_shop.later(days=2)
    assert any_shop.there.asked == []
    with transaction(any_shop.engine) as session:
        kpi = any_shop.world.kpi(session)
        retirement.restore(session, kpi, actor_id=OWNER, at=NOON)
        assert connectors.coming(session, workspace_id="T1")[0][1].number == 1
        assert not connectors.due(session, workspace_id="T2", now=datetime.max.replace(tzinfo=UTC))
    await any_shop.tick()
    assert len(any_shop.there.asked) == 1
