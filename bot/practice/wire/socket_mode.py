"""Socket Mode: the connections an app opens, envelopes, acks and redelivery."""

import asyncio
import contextlib
import json
import logging
import secrets
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from bot.practice.people import APP_ID
from bot.practice.state.shapes import Json

MAX_CONNECTIONS = 10

_log = logging.getLogger(__name__)


class NotAcknowledgedError(Exception):
    """Nobody acknowledged an envelope: `reason` is Slack's word for why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class SocketMode:
    """Spreads envelopes over the open connections, round-robin, and waits for their acks."""

    ack_seconds: float = 3.0
    redelivery_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    on_connection: Callable[[bool], None] = lambda _connected: None
    _tickets: set[str] = field(default_factory=set)
    _connections: list[web.WebSocketResponse] = field(default_factory=list)
    _waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    _deliveries: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def connected(self) -> bool:
        return bool(self._connections)

    @property
    def connections(self) -> int:
        return len(self._connections)

    def ticket(self) -> str:
        """Admits one connection, once."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden(
                text="This connection address was used already; ask for another."
            )
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=30.0, max_msg_size=0)
        await socket.prepare(request)
        if len(self._connections) >= MAX_CONNECTIONS:
            await socket.send_json(_disconnect("too_many_websockets"))
            await socket.close()
            return socket
        await self._converse(socket)
        return socket

    async def ask(self, kind: str, payload: Json) -> Json:
        """Deliver an interaction once; returns the ack's payload ({} when it had none)."""
        return await self._deliver(kind, payload, accepts_response=True)

    def tell(self, payload: Json) -> None:
        """Deliver an event in the background, again when nobody acknowledges it."""
        self._in_background(self._tell(payload))

    def tell_once(self, payload: Json) -> None:
        """Deliver an interaction in the background; Slack does not repeat these."""
        self._in_background(self._tell_once(payload))

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to reconnect, as Slack does every few hours."""
        for socket in list(self._connections):
            with contextlib.suppress(ConnectionError):
                await socket.send_json(_disconnect(reason))
                await socket.close()

    async def drop(self) -> None:
        """Cut every connection without a word, as a failing network does."""
        for socket in list(self._connections):
            await socket.close(code=1011)

    async def close(self) -> None:
        for task in list(self._deliveries):
            task.cancel()
        await asyncio.gather(*self._deliveries, return_exceptions=True)
        await self.drop()

    async def _converse(self, socket: web.WebSocketResponse) -> None:
        self._connections.append(socket)
        await socket.send_json(self._hello())
        if len(self._connections) == 1:
            self.on_connection(True)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(message.data)
        finally:
            self._connections.remove(socket)
            if not self._connections:
                self.on_connection(False)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "connection_info": {"app_id": APP_ID},
            "debug_info": {"host": "practice", "approximate_connection_time": 3600},
        }

    def _acknowledge(self, text: str) -> None:
        try:
            answer = json.loads(text)
        except ValueError:
            _log.warning("The app sent something that is not JSON over Socket Mode")
            return
        waiting = self._waiting.get(answer.get("envelope_id", ""))
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.get("payload") or {})

    def _in_background(self, delivery: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(delivery)
        self._deliveries.add(task)
        task.add_done_callback(self._deliveries.discard)

    async def _tell_once(self, payload: Json) -> None:
        with contextlib.suppress(NotAcknowledgedError):
            await self.ask("interactive", payload)

    async def _tell(self, payload: Json) -> None:
        reason: str | None = None
        for attempt in range(len(self.redelivery_delays) + 1):
            if attempt:
                await asyncio.sleep(self.redelivery_delays[attempt - 1])
            retry = {"retry_attempt": attempt, "retry_reason": reason or ""}
            try:
                await self._deliver("events_api", payload, accepts_response=False, extra=retry)
            except NotAcknowledgedError as error:
                reason = "timeout" if error.reason == "operation_timeout" else "connection_failed"
            else:
                return

    async def _deliver(
        self, kind: str, payload: Json, *, accepts_response: bool, extra: Json | None = None
    ) -> Json:
        if not self._connections:
            raise NotAcknowledgedError("dispatch_failed")
        envelope_id = str(uuid.uuid4())
        envelope = {
            "envelope_id": envelope_id,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": accepts_response,
            **(extra or {}),
        }
        waiting: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = waiting
        socket = self._connections.pop(0)
        self._connections.append(socket)
        try:
            await socket.send_str(json.dumps(envelope, ensure_ascii=False))
            return await asyncio.wait_for(waiting, self.ack_seconds)
        except TimeoutError:
            raise NotAcknowledgedError("operation_timeout") from None
        except ConnectionError:
            raise NotAcknowledgedError("dispatch_failed") from None
        finally:
            del self._waiting[envelope_id]


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "practice"}}
