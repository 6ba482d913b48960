"""Sends what the outbox holds: in order for each conversation, at Slack's pace, until done."""

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from bot.metrics import Metrics
from bot.slack.holding import held
from bot.slack.posting import TakenOverError
from bot.slack.refusals import HOPELESS, UNREACHED, apology, reason, retry_after
from bot.slack.sending import Sender
from bot.writer import Writer
from storage.identity import identity
from storage.models import Outbox
from storage.outbox import leases, posted, queue
from storage.outbox.queue import Entry

log = logging.getLogger(__name__)

AT_ONCE = 14
# Of what nobody waits for; few, for they stand before people's in the line for Slack's pace.
NEWS_AT_ONCE = 6
LOOK_EVERY_S = 2.0  # for what other processes left behind
MAX_ATTEMPTS = 12
LONGEST_WAIT = timedelta(minutes=5)


class Deliverer:
    """Delivers the outbox. Several may run on one database; leases keep them apart."""

    def __init__(
        self,
        *,
        writer: Writer,
        sender: Sender,
        clock: Callable[[], datetime],
        metrics: Metrics,
    ) -> None:
        self._writer = writer
        self._sender = sender
        self._clock = clock
        self._metrics = metrics
        self._wake = asyncio.Event()
        self._stopping = False
        self._running: asyncio.Task[None] | None = None
        self._sending: set[asyncio.Task[None]] = set()
        self._sending_news: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Something was queued."""
        self._wake.set()

    def start(self) -> None:
        """Delivers in the background until stopped."""
        self._running = asyncio.create_task(self.run())

    async def stop(self) -> None:
        """Lets what is being sent finish; the rest waits in the outbox."""
        self._stopping = True
        self._wake.set()
        if self._running:
            await self._running
        await asyncio.gather(*self._sending, *self._sending_news, return_exceptions=True)

    async def run(self) -> None:
        """Delivers until stopped. A database that is away is asked again."""
        while not self._stopping:
            self._wake.clear()
            try:
                taken = await self._send_due()
            except Exception:
                log.exception("The outbox could not be read; trying again")
                taken = False
            if not taken and not self._stopping:
                await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK_EVERY_S):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def _send_due(self) -> bool:
        room, news_room = AT_ONCE - len(self._sending), NEWS_AT_ONCE - len(self._sending_news)
        if not room and not news_room:
            sending = self._sending | self._sending_news
            await asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
            return True
        now = self._clock()
        if not await self._writer.read(lambda session: leases.any_due(session, now=now)):
            return False
        # Others lock what an entry is about before the entry; here nothing is locked after it.
        entries = await self._writer.write(
            lambda session: leases.lease(session, now=now, limit=room, news_limit=news_room),
            at_end=True,
        )
        for entry in entries:
            task = asyncio.create_task(self._deliver(entry))
            sending = self._sending_news if entry.news else self._sending
            sending.add(task)
            task.add_done_callback(sending.discard)
        return bool(entries)

    async def _deliver(self, entry: Outbox) -> None:
        try:
            await self._try_once(entry)
        except Exception:
            log.exception("What became of outbox entry %s could not be stored", entry.id)
        self.wake()

    async def _try_once(self, entry: Outbox) -> None:
        try:
            async with held(entry, writer=self._writer, clock=self._clock):
                place = await self._sender.send(entry)
        except TakenOverError:
            log.warning("Outbox entry %s was taken over by another process", entry.id)
        except SlackApiError as error:
            await self._not_sent(entry, error)
        except UNREACHED as error:
            await self._later(entry, f"{type(error).__name__}: {error}")
        except Exception as error:
            log.exception("Outbox entry %s failed", entry.id)
            await self._later(entry, f"{type(error).__name__}: {error}")
        else:
            await self._done(entry, place)

    async def _done(self, entry: Outbox, place: tuple[str, str] | None) -> None:
        now = self._clock()

        def work(session: Session) -> None:
            leases.sent(session, entry_id=identity(entry), now=now)
            if place and entry.subject:
                posted.note(
                    session,
                    workspace_id=entry.workspace_id,
                    subject=entry.subject,
                    channel_id=place[0],
                    ts=place[1],
                )

        await self._writer.write(work)
        self._metrics.delivered("sent")
        self._metrics.lagged((now - entry.created_at).total_seconds())

    async def _not_sent(self, entry: Outbox, error: SlackApiError) -> None:
        word, seconds = reason(error), retry_after(error)
        if seconds is not None:
            await self._later(entry, word, timedelta(seconds=seconds), counted=False)
        elif word in HOPELESS:
            await self._give_up(entry, word)
        else:
            await self._later(entry, word)

    async def _later(
        self, entry: Outbox, error: str, wait: timedelta | None = None, *, counted: bool = True
    ) -> None:
        if counted and entry.attempts >= MAX_ATTEMPTS:
            await self._give_up(entry, error)
            return
        # Jitter, so that what failed together doesn't come back together.
        pause = wait or random.uniform(1, 1.25) * min(  # noqa: S311 - no secret
            LONGEST_WAIT, timedelta(seconds=2**entry.attempts)
        )
        until = self._clock() + pause
        log.warning("Outbox entry %s waits until %s: %s", entry.id, until, error)
        self._metrics.delivered("put_off")
        await self._writer.write(
            lambda session: leases.put_off(
                session, entry=entry, error=error, until=until, counted=counted
            )
        )

    async def _give_up(self, entry: Outbox, why: str) -> None:
        """Says so to the person whose doing it was, unless that is what failed."""
        log.error("Outbox entry %s (%s) was given up: %s", entry.id, entry.kind, why)
        now = self._clock()
        self._metrics.delivered("given_up")
        words = apology(entry, why)

        def work(session: Session) -> None:
            if not leases.failed(session, entry=entry, error=why, now=now):
                return
            if words and entry.for_person:
                queue.add(
                    session,
                    entry=Entry(
                        workspace_id=entry.workspace_id,
                        lane=entry.for_person,
                        kind="tell",
                        payload={"person_id": entry.for_person, "text": words, "blocks": []},
                    ),
                    now=now,
                )

        await self._writer.write(work)
