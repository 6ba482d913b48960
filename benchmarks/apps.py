"""The two apps that are compared, in this process: bare Bolt, and Cairn as `cairn run` makes it."""

import contextlib
import logging
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import IO

import aiohttp
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.slack_stub import BOT_TOKEN
from bot import logs
from bot.app import App
from bot.running import calm_collector
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Apps:
    """Both connected to the stub: the floor by the name "floor", Cairn by "cairn"."""

    stub: str
    floor: AsyncApp
    cairn: App


@contextlib.asynccontextmanager
async def both(stub: str, database_url: str) -> AsyncIterator[Apps]:
    """Starts and stops them. Logs as `cairn run` does, but into a file."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        with contextlib.redirect_stderr(said):
            logs.set_up(level="INFO", style="text", secrets=())
        try:
            async with _running(stub, database_url) as apps:
                yield apps
        finally:
            _show_trouble(said)


@contextlib.asynccontextmanager
async def _running(stub: str, database_url: str) -> AsyncIterator[Apps]:
    app = App(_settings(stub, database_url))
    async with aiohttp.ClientSession() as session:
        floor = _floor(AsyncWebClient(token=BOT_TOKEN, base_url=f"{stub}api/", session=session))
        handler = AsyncSocketModeHandler(floor, "xapp-floor")
        await handler.client.connect()  # type: ignore[no-untyped-call]  # the SDK gives no types
        try:
            await app.start()
            calm_collector()
            yield Apps(stub, floor, app)
        finally:
            await app.stop()
            await handler.client.close()  # type: ignore[no-untyped-call]  # the SDK gives no types


def _show_trouble(said: IO[str]) -> None:
    """What went wrong is no measurement: it must be seen."""
    said.seek(0)
    trouble = [line for line in said if " ERROR " in line or " WARNING " in line]
    if trouble:
        print(f"{len(trouble)} complaints were logged, the first: {trouble[0].rstrip()}")


def _floor(client: AsyncWebClient) -> AsyncApp:
    bolt = AsyncApp(
        client=client,
        process_before_response=True,
        logger=logging.getLogger("slack_bolt"),
    )

    async def nothing(ack: AsyncAck) -> None:
        await ack()

    bolt.command("/pain")(nothing)
    return bolt


def _settings(stub: str, database_url: str) -> Settings:
    return Settings(
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_app_token=SecretStr("xapp-cairn"),
        slack_api_url=f"{stub}api/",
        database_url=database_url,
    )
