"""The two apps that are compared, in this process: bare Bolt, and Cairn as `cairn run` makes it."""

import contextlib
import logging
import socket
import tempfile
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import IO

import aiohttp
from aiohttp import web
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.signed import SECRET
from benchmarks.slack_stub import BOT_TOKEN
from bot import logs
from bot.app import App
from bot.running import calm_collector
from bot.settings import Settings
from bot.slack.transport import EVENTS_PATH, Http


@dataclass(frozen=True, slots=True)
class Apps:
    """Both by the names "floor" and "cairn": connected to the stub, or listening at addresses."""

    stub: str
    floor: AsyncApp
    cairn: App
    addresses: Mapping[str, str]


@contextlib.asynccontextmanager
async def both(stub: str, database_url: str, *, http: bool = False) -> AsyncIterator[Apps]:
    """Starts and stops them. Logs as `cairn run` does, but into a file."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        with contextlib.redirect_stderr(said):
            logs.set_up(level="INFO", style="text", secrets=())
        try:
            async with _running(stub, database_url, http=http) as apps:
                yield apps
        finally:
            _show_trouble(said)


@contextlib.asynccontextmanager
async def _running(stub: str, database_url: str, *, http: bool) -> AsyncIterator[Apps]:
    app = App(_settings(stub, database_url, http=http))
    async with aiohttp.ClientSession() as session, contextlib.AsyncExitStack() as ending:
        floor = _floor(AsyncWebClient(token=BOT_TOKEN, base_url=f"{stub}api/", session=session))
        ending.push_async_callback(app.stop)
        await app.start()
        addresses: dict[str, str] = {}
        if isinstance(app.transport, Http):
            addresses["floor"] = await ending.enter_async_context(_listening(floor))
            addresses["cairn"] = f"http://127.0.0.1:{app.transport.port}{EVENTS_PATH}"
        else:
            handler = AsyncSocketModeHandler(floor, "xapp-floor")
            ending.push_async_callback(handler.client.close)
            await handler.client.connect()  # type: ignore[no-untyped-call]  # the SDK gives no types
        calm_collector()
        yield Apps(stub, floor, app, addresses)


@contextlib.asynccontextmanager
async def _listening(bolt: AsyncApp) -> AsyncIterator[str]:
    """Bolt's own server for HTTP mode; its address."""
    runner = web.AppRunner(bolt.web_app(path=EVENTS_PATH), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}{EVENTS_PATH}"
    finally:
        await runner.cleanup()


def _show_trouble(said: IO[str]) -> None:
    """What went wrong is no measurement: it must be seen."""
    said.seek(0)
    trouble = [line for line in said if " ERROR " in line or " WARNING " in line]
    if trouble:
        print(f"{len(trouble)} complaints were logged, the first: {trouble[0].rstrip()}")


def _floor(client: AsyncWebClient) -> AsyncApp:
    bolt = AsyncApp(
        client=client,
        signing_secret=SECRET,
        process_before_response=True,
        logger=logging.getLogger("slack_bolt"),
    )

    async def nothing(ack: AsyncAck) -> None:
        await ack()

    bolt.command("/pain")(nothing)
    return bolt


def _settings(stub: str, database_url: str, *, http: bool) -> Settings:
    return Settings(
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_app_token=None if http else SecretStr("xapp-cairn"),
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=f"{stub}api/",
        database_url=database_url,
        host="127.0.0.1",
        port=_free_port(),
    )


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
