"""Killed while it sends, at each step: the message stands in the channel exactly once."""

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from bot.practice.server import PracticeServer
from bot.practice.trying import prepare
from storage.db import open_engine
from tests.bot.delivery import entries
from tests.bot.processes import begin, finished, kept_running
from tests.end_to_end.steps import STORE, open_pain, send
from tests.end_to_end.test_kill import end_leases
from tests.end_to_end.workspace import be_patient
from tests.practice.driver import Person, arrive

WORDS = "Zebra crossing"


@dataclass
class Gate:
    """Stands between the bot and the practice workspace, and kills it while it posts."""

    server: PracticeServer
    when: str
    words: str
    bot: Process | None = None
    killed: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""
    _runner: web.AppRunner | None = None
    _client: ClientSession | None = None

    async def start(self) -> None:
        self._client = ClientSession()
        application = web.Application(client_max_size=2**26)
        application.router.add_route("*", "/api/{method}", self._serve)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/"

    async def stop(self) -> None:
        if self._runner and self._client:
            await self._runner.cleanup()
            await self._client.close()

    async def _serve(self, request: web.Request) -> web.Response:
        body = await request.read()
        method = request.match_info["method"]
        it_is = method == "chat.postMessage" and self.words in body.decode()
        if it_is and self.when == "before Slack has it":
            await self.kill()
        answer = await self._passed_on(request, method, body)
        if it_is and self.when == "before its answer comes":
            await self.kill()
        return answer

    async def _passed_on(self, request: web.Request, method: str, body: bytes) -> web.Response:
        if self.killed.is_set() and self.bot is None:
            return web.Response(status=503)
        assert self._client
        headers = {
            name: value
            for name, value in request.headers.items()
            if name.lower() in ("authorization", "content-type")
        }
        url = f"{self.server.api_url}{method}"
        async with self._client.request(
            request.method, url, params=request.query, data=body, headers=headers
        ) as answer:
            return web.Response(
                status=answer.status,
                body=await answer.read(),
                content_type=answer.content_type,
                headers={
                    name: answer.headers[name]
                    for name in ("x-oauth-scopes", "Retry-After")
                    if name in answer.headers
                },
            )

    async def kill(self) -> None:
        """With -9, once; the request on its way never comes further."""
        if self.bot:
            self.bot.kill()
            await self.bot.wait()
            self.bot = None
            self.killed.set()


@dataclass
class Scene:
    """A practice workspace behind a gate, and how a bot comes to it."""

    gate: Gate
    folder: Path
    settings: dict[str, str]

    async def begin(self) -> None:
        self.gate.bot = await begin(self.folder, "run", **self.settings)
        await self.until_connected(there=True)

    async def until_connected(self, *, there: bool) -> None:
        for _ in range(2400):
            if self.gate.server.sockets.connected is there:
                return
            await asyncio.sleep(0.05)
        raise AssertionError("the bot did not come, or didn't go")

    def sent(self) -> bool:
        """Whether every entry with the words is marked as sent."""
        engine = open_engine(self.settings["DATABASE_URL"])
        try:
            found = [each for each in entries(engine) if WORDS in str(each.payload)]
            return bool(found) and all(each.done_at for each in found)
        finally:
            engine.dispose()

    def messages(self) -> list[str]:
        """The messages with the words, wherever they stand."""
        workspace = self.gate.server.core.workspace
        return [
            message["ts"]
            for channel in workspace.conversations
            for message in workspace.messages(channel)
            if WORDS in str(message) and message.get("bot_id")
        ]

    async def until_sent(self) -> None:
        for _ in range(1200):
            if await asyncio.to_thread(self.sent):
                return
            await asyncio.sleep(0.05)
        raise AssertionError("not marked as sent")


@pytest.fixture
async def scene(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    server, database_url = prepare(tmp_path, reset=False, empty=False)
    be_patient(server)
    await server.start(port=0)
    gate = Gate(server, request.param, WORDS)
    await gate.start()
    settings = {
        "SLACK_BOT_TOKEN": server.bot_token,
        "SLACK_APP_TOKEN": server.app_token,
        "SLACK_API_URL": gate.url,
        "DATABASE_URL": database_url,
    }
    yield Scene(gate, tmp_path, settings)
    await gate.kill()
    await gate.stop()
    await server.stop()


async def say_it(person: Person) -> None:
    """A pain point, whose message goes to the channel."""
    form = await open_pain(person, STORE, WORDS)
    assert await send(form) == {}


async def ask_for_a_picture(person: Person) -> None:
    """A digest with the pain point in it and the map, for the person alone."""
    await person.command(STORE, "/journey digest preview team")


STEPS = ["before Slack has it", "before its answer comes", "after it was marked"]


@pytest.mark.parametrize("scene", STEPS, indirect=True)
async def test_a_message_stands_once_whenever_its_sender_dies(scene: Scene) -> None:
    async with arrive(scene.gate.server.url, "Maya") as maya:
        await scene.begin()
        await say_it(maya)
        await one_life_later(scene)
    assert len(scene.messages()) == 1


@pytest.mark.parametrize("scene", ["before its answer comes"], indirect=True)
async def test_a_message_with_pictures_stands_once_too(scene: Scene) -> None:
    async with arrive(scene.gate.server.url, "Maya") as maya:
        scene.gate.when = "not yet"
        await scene.begin()
        await say_it(maya)
        await scene.until_sent()
        scene.gate.when = "before its answer comes"
        await ask_for_a_picture(maya)
        await one_life_later(scene)
    in_channel, for_maya = scene.messages()
    assert in_channel != for_maya


async def one_life_later(scene: Scene) -> None:
    """The sender is killed at its step, its lease ends, and another goes on."""
    if scene.gate.when == "after it was marked":
        await scene.until_sent()
        await scene.gate.kill()
    async with asyncio.timeout(60):
        await scene.gate.killed.wait()
    engine = open_engine(scene.settings["DATABASE_URL"])
    end_leases(engine)
    engine.dispose()
    scene.gate.when = "never"
    await scene.until_connected(there=False)
    async with kept_running(scene.folder, "run", **scene.settings) as second:
        # Nobody kills this one: the gate lets it pass.
        scene.gate.bot = second
        await scene.until_connected(there=True)
        await scene.until_sent()
        # Time enough for a second message, were there to be one.
        await asyncio.sleep(3)
        scene.gate.bot = None
        scene.gate.killed.clear()
        second.terminate()
        assert (await finished(second)).code == 0
