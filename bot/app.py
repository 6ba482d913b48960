"""The composition root: makes every part, hands each what it needs, starts and stops them."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import aiohttp
from slack_bolt.async_app import AsyncApp
from sqlmodel import Session

from bot.core import Cairn
from bot.drawing import Drawer, fonts_folder
from bot.hooks import Hooks
from bot.metrics import Metrics
from bot.outward.asking import Asking
from bot.outward.client import Outward
from bot.outward.secrets import Secrets
from bot.schedule.catching_up import CatchingUp
from bot.schedule.clock import Clock
from bot.schedule.upkeep import Upkeep
from bot.settings import Settings
from bot.slack.answers import Answers, Responder
from bot.slack.building import Building
from bot.slack.canvases import Canvases
from bot.slack.client import web_client
from bot.slack.homes import Homes
from bot.slack.listeners import Listeners
from bot.slack.outbox import Deliverer
from bot.slack.pacing import Pace
from bot.slack.people import People
from bot.slack.pictures import Pictures
from bot.slack.questions import Questions
from bot.slack.sending import Sender
from bot.slack.transport import Http, SocketMode
from bot.starting import matcher_for, migrated, opened, signed_in
from commands.index import FEATURES
from commands.router import Router
from storage.db import open_engine
from storage.matching import with_matcher
from storage.outbox import leases

log = logging.getLogger(__name__)

SLACK_TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)
# A burst waits for a connection rather than opening a hundred: each costs a handshake.
CONNECTIONS = 40


def wall_clock() -> datetime:
    """The present moment: the only place that asks for it."""
    return datetime.now(UTC)


class App:
    """The whole bot, from settings to sockets. Raises StartError when a part can't be made."""

    def __init__(self, settings: Settings, *, clock: Callable[[], datetime] = wall_clock) -> None:
        self.settings = settings
        self.metrics = Metrics()
        matcher = matcher_for(settings)
        self.engine = with_matcher(open_engine(settings.database_url), matcher)
        self.cairn = Cairn(
            engine=self.engine,
            router=Router(FEATURES),
            hooks_at=settings.hooks_at,
            allowed_hosts=settings.allowed_hosts.hosts,
        )
        self.outward = Outward(allowed=settings.allowed_hosts, secrets=Secrets.read())
        asking = Asking(outward=self.outward, cairn=self.cairn, clock=clock)
        self.client = web_client(
            settings.slack_bot_token.get_secret_value(), settings.slack_api_url
        )
        pace = Pace()
        self.drawer = Drawer(fonts=fonts_folder(settings.database_url))
        self.pictures = Pictures(self.client, pace, self.drawer)
        writer = self.cairn.writer
        people = People(self.client)
        homes = Homes(router=self.cairn.router, writer=writer, people=people, clock=clock)
        sender = Sender(
            writer=writer,
            client=self.client,
            pictures=self.pictures,
            homes=homes,
            building=Building(router=self.cairn.router, writer=writer, clock=clock),
            questions=Questions(client=self.client, pace=pace, cairn=self.cairn, clock=clock),
            canvases=Canvases(client=self.client, pace=pace, cairn=self.cairn, clock=clock),
            pace=pace,
            clock=clock,
        )
        self.deliverer = Deliverer(writer=writer, sender=sender, clock=clock, metrics=self.metrics)
        self.cairn.on_queued = self.deliverer.wake
        self.listeners = Listeners(
            cairn=self.cairn,
            people=people,
            answers=Answers(self.client, Responder(self.client), asking.answers),
            clock=clock,
            metrics=self.metrics,
        )
        self.catching_up = CatchingUp(writer=writer, matcher=matcher)
        self.upkeep = Upkeep(writer=writer, clock=clock)
        self.hooks = Hooks(cairn=self.cairn, clock=clock)
        self.clock = Clock(cairn=self.cairn, clock=clock, ask=asking.heard)
        self.bolt = self._make_bolt()
        self.transport = self._make_transport()
        self._ending = AsyncExitStack()

    def _make_bolt(self) -> AsyncApp:
        secret = self.settings.slack_signing_secret
        bolt = AsyncApp(
            client=self.client,
            signing_secret=secret.get_secret_value() if secret else None,
            # Http has checked every call before Bolt sees it; Socket Mode's are not signed.
            request_verification_enabled=False,
            # Answered only when the listener is done: stored first, acknowledged after.
            process_before_response=True,
            logger=logging.getLogger("slack_bolt"),
        )
        self.listeners.register(bolt)
        return bolt

    def _make_transport(self) -> SocketMode | Http:
        settings, secret = self.settings, self.settings.slack_signing_secret
        if settings.slack_app_token:
            return SocketMode(self.bolt, app_token=settings.slack_app_token.get_secret_value())
        return Http(
            self.bolt,
            secret=secret.get_secret_value() if secret else "",
            host=settings.host,
            port=settings.port,
            metrics=self.metrics,
            ready=self._waiting,
            hooks=self.hooks,
        )

    async def start(self) -> None:
        """Migrates, connects, delivers. Raises StartError when it can't."""
        began = time.perf_counter()
        # What was begun is ended in the opposite order, however far the start came.
        ending = self._ending
        ending.callback(self.engine.dispose)
        ending.push_async_callback(self.outward.close)
        self.client.session = await ending.enter_async_context(
            aiohttp.ClientSession(
                timeout=SLACK_TIMEOUT, connector=aiohttp.TCPConnector(limit=CONNECTIONS)
            )
        )
        ending.callback(self.drawer.stop)
        ending.callback(self.pictures.stop)
        if await asyncio.to_thread(migrated, self.engine):
            log.info("The database was brought up to date")
        self.cairn.writer.start()
        ending.push_async_callback(self.cairn.writer.stop)
        team = await signed_in(self.client)
        self.deliverer.start()
        ending.push_async_callback(self.deliverer.stop)
        ending.push_async_callback(self.listeners.finish)
        self.catching_up.start()
        ending.push_async_callback(self.catching_up.stop)
        self.upkeep.start()
        ending.callback(self.upkeep.stop)
        self.clock.start()
        ending.callback(self.clock.stop)
        ending.push_async_callback(self.transport.stop)
        way = await opened(self.transport, self.settings)
        log.info("Ready in %.2f s: %s, by %s", time.perf_counter() - began, team, way)

    async def stop(self) -> None:
        """Takes nothing new, finishes what was begun, and leaves the rest in the outbox."""
        await self._ending.aclose()

    async def _waiting(self) -> int:
        def work(session: Session) -> int:
            return leases.waiting(session)

        return await self.cairn.writer.read(work)
