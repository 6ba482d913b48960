"""Slack's side of HTTP mode: signs what it sends, to a bot that listens on a real port."""

import hashlib
import hmac
import io
import json
import socket
import time
import urllib.parse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from pydantic import SecretStr

from bot.app import App
from bot.settings import Settings
from tests.bot.faulty_slack import FaultySlack
from tests.bot.payload_samples import Json

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


@dataclass
class Answer:
    """What the bot said."""

    status: int
    text: str

    @property
    def json(self) -> Json:
        found: Json = json.loads(self.text)
        return found


def signed(body: bytes, *, secret: str = SECRET, age_s: float = 0.0) -> dict[str, str]:
    """The headers of a request that was signed so many seconds ago."""
    stamp = str(int(time.time() - age_s))
    base = b":".join((b"v0", stamp.encode(), body))
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def as_form(payload: Json) -> bytes:
    """A command's body."""
    return urllib.parse.urlencode(payload).encode()


def as_interaction(payload: Json) -> bytes:
    """Everything else that people do."""
    return urllib.parse.urlencode({"payload": json.dumps(payload)}).encode()


class HttpBot:
    """A bot in HTTP mode."""

    def __init__(self, app: App, url: str, web: aiohttp.ClientSession) -> None:
        self.app = app
        self._url = url
        self._web = web

    async def post(
        self,
        body: bytes,
        headers: dict[str, str] | None = None,
        *,
        content_type: str = "application/x-www-form-urlencoded",
        path: str = "/slack/events",
    ) -> Answer:
        given = {"Content-Type": content_type, **(signed(body) if headers is None else headers)}
        async with self._web.post(
            self._url + path, data=io.BytesIO(body), headers=given
        ) as response:
            return Answer(response.status, await response.text())

    async def event(self, payload: Json) -> Answer:
        return await self.post(json.dumps(payload).encode(), content_type="application/json")

    async def get(self, path: str) -> Answer:
        async with self._web.get(self._url + path) as response:
            return Answer(response.status, await response.text())


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def settings_for(slack: FaultySlack, database_url: str, port: int) -> Settings:
    return Settings(
        slack_bot_token=SecretStr("xoxb-http-test"),
        slack_app_token=None,
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=slack.url,
        database_url=database_url,
        host="127.0.0.1",
        port=port,
    )


@asynccontextmanager
async def http_bot(slack: FaultySlack, database_url: str) -> AsyncIterator[HttpBot]:
    port = free_port()
    app = App(settings_for(slack, database_url, port))
    try:
        await app.start()
        async with aiohttp.ClientSession() as web:
            yield HttpBot(app, f"http://127.0.0.1:{port}", web)
    finally:
        await app.stop()
