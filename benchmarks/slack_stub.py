"""A minimal Slack in a process of its own: answers calls, sends envelopes, times their acks.

A process of its own, so that what Slack does is not counted as Cairn's work. It listens on
loopback, prints its port and ends when its input does.
"""

import asyncio
import json
import re
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

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
        """Sends envelopes, so many at once; tells how long each took and what was answered."""
        order = await request.json(loads=json.loads)
        socket = self.apps[order["to"]]
        envelopes = [
            (number, json.dumps({"envelope_id": str(number), **envelope}), envelope)
            for number, envelope in enumerate(order["envelopes"])
        ]
        waiting = iter(envelopes)
        latencies: list[float] = []
        answers: list[Any] = []

        async def worker() -> None:
            for number, text, envelope in waiting:
                latency, answer = await self._exchange(
                    socket, str(number), text, envelope["payload"] if order["form"] else None
                )
                latencies.append(latency)
                answers.append(answer)

        began = time.perf_counter()
        async with asyncio.timeout(120):
            await asyncio.gather(*(worker() for _ in range(order["at_once"])))
        seconds = time.perf_counter() - began
        return web.json_response({"seconds": seconds, "latencies": latencies, "answers": answers})

    async def _exchange(
        self, socket: web.WebSocketResponse, number: str, text: str, opens: dict[str, Any] | None
    ) -> tuple[float, object]:
        loop = asyncio.get_running_loop()
        ack = self.acks[number] = loop.create_future()
        form: asyncio.Future[None] | None = None
        if opens:
            form = self.forms[opens["trigger_id"]] = loop.create_future()
        began = time.perf_counter()
        await socket.send_str(text)
        answer = await ack
        if form:
            await form
        return time.perf_counter() - began, answer


async def serve() -> None:
    """Serves until standard input ends."""
    stub = Stub()
    application = web.Application(client_max_size=256 * 1024 * 1024)
    application.add_routes(
        [
            web.post("/api/{method}", stub.call),
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
