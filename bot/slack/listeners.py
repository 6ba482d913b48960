"""Bolt's listeners: one of each type, because dispatch is linear in their number."""

import asyncio
import contextlib
import logging
import re
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.core import Cairn, Outcome
from bot.errors import reference
from bot.metrics import Metrics
from bot.slack import payloads
from bot.slack.answers import Answers, Call
from bot.slack.people import People
from bot.slack.refusals import UNREACHED
from commands.reply import Say
from commands.request import Person, Request

log = logging.getLogger(__name__)

ANY = re.compile(".*", re.DOTALL)
VISITOR = (
    "Cairn belongs to the workspace that installed it, and you are visiting from another one. "
    "Ask a member of this channel to do it for you."
)

NO_ANSWER = (
    "Slack refused what Cairn wanted to show you (reference {}). What you sent before is stored; "
    "please try again, or give this reference to whoever runs Cairn for you."
)

Reader = Callable[[payloads.Payload, Person, datetime], Request]


class Listeners:
    """Takes every payload to Cairn and its answer back."""

    def __init__(
        self,
        *,
        cairn: Cairn,
        people: People,
        answers: Answers,
        clock: Callable[[], datetime],
        metrics: Metrics,
    ) -> None:
        self._cairn = cairn
        self._people = people
        self._answers = answers
        self._clock = clock
        self._metrics = metrics
        self._tasks: set[asyncio.Task[None]] = set()

    def register(self, app: AsyncApp) -> None:
        """One listener for each way Slack has of asking."""
        app.command(ANY)(self._listener(payloads.from_command))
        app.action(ANY)(self._listener(payloads.from_action))
        app.view(ANY)(self._listener(payloads.from_submission))
        app.options(ANY)(self._listener(payloads.from_suggestion))
        app.shortcut(ANY)(self._listener(payloads.from_shortcut))
        app.event("app_home_opened")(self._home_opened)
        app.event("message")(self._messaged)
        app.event("app_mention")(self._messaged)

    async def finish(self) -> None:
        """Waits for the answers that are still on their way."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _listener(self, read: Reader) -> Callable[..., Awaitable[None]]:
        async def listener(body: dict[str, Any], ack: AsyncAck) -> None:
            await self._take(read, body, ack)

        return listener

    async def _home_opened(self, body: dict[str, Any], ack: AsyncAck) -> None:
        if body["event"].get("tab") == "home":
            await self._take(payloads.from_home, body, ack)
        else:
            await ack()

    async def _messaged(self, body: dict[str, Any], ack: AsyncAck) -> None:
        """What people send to Cairn itself; what bots send, and later changes, are let be."""
        event = body["event"]
        by_person = event.get("user") and not event.get("bot_id")
        if by_person and event.get("subtype") in (None, "file_share"):
            await self._take(payloads.from_message, body, ack)
        else:
            await ack()

    async def _take(self, read: Reader, body: dict[str, Any], ack: AsyncAck) -> None:
        """Commit, then acknowledge, then whatever else is to be shown."""
        began = time.perf_counter()
        person = await self._people.person(payloads.person_id(body))
        request = read(body, person, self._clock())
        if payloads.from_elsewhere(body):
            outcome = Outcome([Say(VISITOR)], result="refused")
        else:
            outcome = await self._cairn.handle(request)
        calls = await self._answers.give(outcome.answers, request=request, body=body, ack=ack)
        self._note(request, outcome, time.perf_counter() - began)
        if calls:
            task = asyncio.create_task(self._carry_on(calls, request, body))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _note(self, request: Request, outcome: Outcome, seconds: float) -> None:
        """One line for each request: what, who, how it ended, how long it took."""
        kind = request.kind.value
        self._metrics.handled(kind, seconds, outcome.result)
        if log.isEnabledFor(logging.INFO):
            told = {
                "kind": kind,
                "name": request.name,
                "person": request.person.id,
                "workspace": request.workspace_id,
                "result": outcome.result,
                "ms": round(seconds * 1000, 1),
            }
            log.info(
                "%(kind)s %(name)s by %(person)s in %(workspace)s: %(result)s, %(ms)s ms",
                told,
                extra={"fields": told},
            )

    async def _carry_on(self, calls: list[Call], request: Request, body: payloads.Payload) -> None:
        for call in calls:
            try:
                await call()
            except UNREACHED:
                name = reference()
                log.exception(
                    "Reference %s: %s %s got no answer", name, request.kind.value, request.name
                )
                with contextlib.suppress(*UNREACHED):
                    await self._answers.say(Say(NO_ANSWER.format(name)), request, body)
