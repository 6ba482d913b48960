"""The page's live line: every open page of a person hears what happens, in order."""

import asyncio
import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from bot.practice.state.shapes import Json

_HEARTBEAT = 20.0


@dataclass
class Pages:
    """Who is watching; sending never waits, each page has its own queue."""

    _queues: dict[str, set[asyncio.Queue[Json | None]]] = field(default_factory=dict)

    def send(self, people: Iterable[str], kind: str, **data: object) -> None:
        for person in people:
            for queue in self._queues.get(person, ()):
                queue.put_nowait({"type": kind, **data})

    def everyone(self, kind: str, **data: object) -> None:
        self.send(list(self._queues), kind, **data)

    async def serve(
        self, request: web.Request, person: str, greeting: Json
    ) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        await socket.prepare(request)
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        queue.put_nowait(greeting)
        self._queues.setdefault(person, set()).add(queue)
        writer = asyncio.create_task(_write(socket, queue))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            self._queues[person].discard(queue)
            queue.put_nowait(None)
            with contextlib.suppress(ConnectionError):
                await writer
        return socket

    def close(self) -> None:
        for queues in self._queues.values():
            for queue in queues:
                queue.put_nowait(None)


async def _write(socket: web.WebSocketResponse, queue: asyncio.Queue[Json | None]) -> None:
    """Send until told to stop; a page that went away ends it quietly."""
    with contextlib.suppress(ConnectionError):
        while (event := await queue.get()) is not None:
            await socket.send_json(event)
    await socket.close()
