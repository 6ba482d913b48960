"""A minimal Slack in a process of its own: answers calls, sends envelopes, times their acks.

A process of its own, so that what Slack does is not counted as Cairn's work. It listens on
loopback, prints its port and ends when its input does.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import WSMsgType, web

from benchmarks.signed import posted

TEAM = "T1"
BOT_TOKEN = "xoxb-benchmark"
ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {"user": "cairn", "user_id": "UBOT", "team": "Bench", "team_id": TEAM},
    "users.info": {"user": {"is_admin": False}},
    "chat.postMessage": {"channel": "C1", "ts": "1700000000.000100"},
    "files.completeUploadExternal": {"files": []},
    "files.info": {"file": {"mimetype": "image/png"}},
}
TRIGGER = re.compile(rb"trigger-\d+")
Call = Callable[[], Awaitable[object]]


@dataclass(slots=True)
class Stub:
    """The connected apps by name, and what is awaited from them."""

    port: int = 0
    apps: dict[str, web.WebSocketResponse] = field(default_factory=dict)
    acks: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    forms: dict[str, asyncio.Future[None]] = field(default_factory=dict)

    async def call(self, request: web.Request) -> web.Response:
        """Any Web API method."""
        method = request.match_info["method"]
        body = await request.read()
        if method == "views.open":
            found = TRIGGER.search(body)
            form = self.forms.pop(found.group().decode(), None) if found else None
            if form and not form.done():
                form.set_result(None)
        answer = {"ok": True, **ANSWERS.get(method, {}), **self._address(method, request)}
        return web.json_response(answer)

    def _address(self, method: str, request: web.Request) -> dict[str, str]:
        if method == "apps.connections.open":
            name = request.headers["Authorization"].rpartition("-")[2]
            return {"url": f"ws://127.0.0.1:{self.port}/link?app={name}"}
        if method == "files.getUploadURLExternal":
            return {"upload_url": f"http://127.0.0.1:{self.port}/upload", "file_id": "F1"}
        return {}

    async def uploaded(self, request: web.Request) -> web.Response:
        await request.read()
        return web.Response(text="OK")

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        """One app's Socket Mode connection."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.apps[request.query["app"]] = socket
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            answer = json.loads(message.data)
            waiting = self.acks.pop(answer.get("envelope_id", ""), None)
            if waiting and not waiting.done():
                waiting.set_result(answer.get("payload"))
        return socket

    async def load(self, request: web.Request) -> web.Response:
        """Sends envelopes, so many at once; tells how long each took and what was answered.

        Over the app's Socket Mode connection, or to the address that the order names.
        """
        order = await request.json(loads=json.loads)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
            calls = [
                (self._call(order, client, str(number), envelope), envelope["payload"])
                for number, envelope in enumerate(order["envelopes"])
            ]
            waiting = iter(calls)
            latencies: list[float] = []
            answers: list[Any] = []

            async def worker() -> None:
                for call, payload in waiting:
                    opens = payload["trigger_id"] if order["form"] else None
                    latency, answer = await self._exchange(call, opens)
                    latencies.append(latency)
                    answers.append(answer)

            began = time.perf_counter()
            async with asyncio.timeout(120):
                await asyncio.gather(*(worker() for _ in range(order["at_once"])))
            seconds = time.perf_counter() - began
        return web.json_response({"seconds": seconds, "latencies": latencies, "answers": answers})

    def _call(
        self,
        order: dict[str, Any],
        client: aiohttp.ClientSession,
        number: str,
        envelope: dict[str, Any],
    ) -> Call:
        """How one envelope is sent and its answer awaited, all but written out already."""
        if order["url"]:
            return _post(client, order["url"], *posted(envelope))
        text = json.dumps({"envelope_id": number, **envelope})
        return self._push(self.apps[order["to"]], number, text)

    def _push(self, socket: web.WebSocketResponse, number: str, text: str) -> Call:
        async def call() -> object:
            ack = self.acks[number] = asyncio.get_running_loop().create_future()
            await socket.send_str(text)
            return await ack

        return call

    async def _exchange(self, call: Call, opens: str | None) -> tuple[float, object]:
        """Seconds until the answer, and until the form where one is opened."""
        form: asyncio.Future[None] | None = None
        if opens:
            form = self.forms[opens] = asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        answer = await call()
        if form:
            await form
        return time.perf_counter() - began, answer


def _post(client: aiohttp.ClientSession, url: str, body: bytes, headers: dict[str, str]) -> Call:
    async def call() -> object:
        async with client.post(url, data=body, headers=headers) as response:
            response.raise_for_status()
            text = await response.text()
        return json.loads(text) if text.startswith("{") else text

    return call


async def serve() -> None:
    """Serves until standard input ends."""
    stub = Stub()
    application = web.Application(client_max_size=256 * 1024 * 1024)
    application.add_routes(
        [
            web.route("*", "/api/{method}", stub.call),
            web.post("/upload", stub.uploaded),
            web.get("/link", stub.link),
            web.post("/load", stub.load),
        ]
    )
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    stub.port = int(runner.addresses[0][1])
    print(stub.port, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    for socket in stub.apps.values():
        await socket.close()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve())
