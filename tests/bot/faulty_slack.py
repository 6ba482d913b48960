"""A Web API over a real socket that refuses, drops or delays calls as a test tells it."""

import itertools
import json
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Json = dict[str, Any]
Fault = Callable[[web.Request], Awaitable[web.Response]]

GOOD: dict[str, Json] = {
    "auth.test": {"user": "cairn", "team": "Fern & Oak", "team_id": "T1", "bot_id": "B1"},
    "users.info": {"user": {"id": "U1"}},
}


@dataclass(frozen=True)
class Call:
    """One call as Slack saw it."""

    method: str
    given: Json


@dataclass
class FaultySlack:
    """`faults[method]` are used up one by one; after that every call goes well."""

    calls: list[Call] = field(default_factory=list)
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    answers: dict[str, Json] = field(default_factory=lambda: dict(GOOD))
    _stamps: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _runner: web.AppRunner | None = None
    url: str = ""

    async def start(self) -> None:
        application = web.Application()
        application.router.add_route("*", "/api/{method}", self._serve)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/"

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def of(self, method: str) -> list[Json]:
        """What was given to a method that took it, in order."""
        return [call.given for call in self.calls if call.method == method]

    def texts(self, channel: str) -> list[str]:
        """What was posted in a channel, in order."""
        return [
            given["text"] for given in self.of("chat.postMessage") if given["channel"] == channel
        ]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        waiting = self.faults[method]
        if waiting:
            return await waiting.popleft()(request)
        given = await _given(request)
        self.calls.append(Call(method, given))
        answer = {"ok": True, **self.answers.get(method, {})}
        if method == "chat.postMessage":
            answer |= {"channel": given["channel"], "ts": f"{next(self._stamps)}.000000"}
        return web.json_response(answer)


async def _given(request: web.Request) -> Json:
    if request.content_type == "application/json":
        found: Json = await request.json()
        return found
    given = {**request.query, **await request.post()}
    return {name: _decoded(str(value)) for name, value in given.items()}


def _decoded(value: str) -> object:
    try:
        return json.loads(value) if value[:1] in "[{" else value
    except ValueError:
        return value


def refusal(error: str) -> Fault:
    """Slack's own no."""

    async def fault(_: web.Request) -> web.Response:
        return web.json_response({"ok": False, "error": error})

    return fault


def too_many(seconds: int) -> Fault:
    """Slack asks for patience."""

    async def fault(_: web.Request) -> web.Response:
        return web.json_response(
            {"ok": False, "error": "ratelimited"},
            status=429,
            headers={"Retry-After": str(seconds)},
        )

    return fault


def gateway(status: int, body: str, content_type: str) -> Fault:
    """Something before Slack answers, in its own words."""

    async def fault(_: web.Request) -> web.Response:
        return web.Response(status=status, text=body, content_type=content_type)

    return fault


async def dropped(request: web.Request) -> web.Response:
    """The connection breaks before an answer came."""
    assert request.transport is not None
    request.transport.close()
    return web.Response()
