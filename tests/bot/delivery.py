"""A deliverer over real sockets and a real database, whose clock stands still until moved."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import aiohttp
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot.core import Cairn
from bot.drawing import Drawer
from bot.metrics import Metrics
from bot.slack import durable
from bot.slack.building import Building
from bot.slack.canvases import Canvases
from bot.slack.client import web_client
from bot.slack.homes import Homes
from bot.slack.outbox import Deliverer
from bot.slack.pacing import Pace
from bot.slack.people import People
from bot.slack.pictures import Pictures
from bot.slack.questions import Questions
from bot.slack.sending import Sender
from commands.index import FEATURES
from commands.reply import Durable, Post
from commands.request import Kind, Person, Request
from commands.router import Router
from storage.db import reading, transaction
from storage.models import Outbox
from storage.workspace import workspaces
from tests.conftest import NOON


class Clock:
    """Time as data."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


async def at_once(seconds: float) -> None:
    """Stands in for sleeping where a test is not about the pace."""
    del seconds


class Delivery:
    """One process's deliverer."""

    def __init__(
        self, engine: Engine, clock: Clock, url: str, drawer: Drawer | None = None
    ) -> None:
        """Draws with a process of its own, which takes a second to start, or a given one."""
        self.engine = engine
        self.clock = clock
        self.metrics = Metrics()
        self.client = web_client("xoxb-test", url)
        router = Router(FEATURES)
        self.cairn = cairn = Cairn(engine=engine, router=router)
        self.writer = cairn.writer
        pace = Pace(sleep=at_once)
        self._own_drawer = Drawer()
        self._pictures = Pictures(self.client, pace, drawer or self._own_drawer)
        self.deliverer = Deliverer(
            writer=self.writer,
            sender=Sender(
                writer=self.writer,
                client=self.client,
                pictures=self._pictures,
                homes=Homes(
                    router=router,
                    writer=self.writer,
                    people=People(self.client),
                    clock=clock,
                ),
                building=Building(router=router, writer=self.writer, clock=clock),
                questions=Questions(client=self.client, pace=pace, cairn=cairn, clock=clock),
                canvases=Canvases(client=self.client, pace=pace, cairn=cairn, clock=clock),
                pace=pace,
                clock=clock,
            ),
            clock=clock,
            metrics=self.metrics,
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Delivery"]:
        async with aiohttp.ClientSession() as session:
            self.client.session = session
            self.writer.start()
            self.deliverer.start()
            try:
                yield self
            finally:
                await self.deliverer.stop()
                await self.writer.stop()
                self._pictures.stop()
                self._own_drawer.stop()

    def pass_time(self, **passed: float) -> None:
        self.clock.now += timedelta(**passed)
        self.deliverer.wake()

    async def all_done(self) -> None:
        await until(lambda: all(entry.done_at for entry in entries(self.engine)), "not all done")


def store(engine: Engine, *effects: Durable, by: str = "U1", at: datetime = NOON) -> None:
    """Queues effects as a request of this person does."""
    request = Request(kind=Kind.COMMAND, name="/pain", workspace_id="T1", person=Person(by), now=at)
    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id="T1", at=at)
        for effect in effects:
            durable.store(session, effect, request)


def post(engine: Engine, channel: str, *texts: str) -> None:
    store(engine, *(Post(channel, text) for text in texts))


def entries(engine: Engine) -> list[Outbox]:
    """The whole outbox, seen over a connection of its own."""

    def read(session: Session) -> list[Outbox]:
        return list(session.exec(select(Outbox).order_by(col(Outbox.id))))

    with reading(engine) as session:
        return read(session)


async def until(holds: Callable[[], bool], otherwise: str) -> None:
    """Waits for something that other tasks bring about."""
    for _ in range(1500):
        if await asyncio.to_thread(holds):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(otherwise)
