"""Files are fetched from Slack's hosts only, never too much of them, and the token goes nowhere."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine

from bot.core import Cairn, Outcome
from bot.slack.files import Files
from bot.slack.pacing import Pace
from commands.index import FEATURES
from commands.request import Request
from commands.router import Router
from commands.survey.prepared import Prepared
from storage.models import Outbox
from tests.conftest import NOON

CSV = b"date,score\n2026-02-03,9\n"


class Listening(Cairn):
    """Notes what is handed in, and takes it."""

    heard: list[Request]

    async def handle(self, request: Request) -> Outcome:
        self.heard = [*getattr(self, "heard", []), request]
        return Outcome([])


@dataclass
class Slack:
    """A server that answers files.info, and serves the file as a test wants it."""

    file: dict[str, Any] = field(default_factory=dict)
    content: bytes = CSV
    kind: str = "text/csv"
    to: str = ""
    asked: list[Mapping[str, str]] = field(default_factory=list)
    url: str = ""

    async def info(self, _request: web.Request) -> web.Response:
        path = f"{self.url}files/answers.csv"
        return web.json_response({"ok": True, "file": {"url_private": path, **self.file}})

    async def serve(self, request: web.Request) -> web.Response:
        self.asked.append(dict(request.headers))
        if self.to:
            raise web.HTTPFound(self.to)
        return web.Response(body=self.content, content_type=self.kind)


@asynccontextmanager
async def listening(slack: Slack) -> AsyncIterator[None]:
    app = web.Application()
    app.add_routes(
        [web.route("*", "/api/files.info", slack.info), web.get("/files/answers.csv", slack.serve)]
    )
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        yield
    finally:
        await runner.cleanup()


async def heard(engine: Engine, slack: Slack) -> Request:
    """What is handed in when the file is fetched."""
    cairn = Listening(engine=engine, router=Router(FEATURES))
    async with listening(slack), aiohttp.ClientSession() as session:
        client = AsyncWebClient("xoxb-token", base_url=f"{slack.url}api/", session=session)
        files = Files(client=client, pace=Pace(), cairn=cairn, clock=lambda: NOON)
        payload = {
            "file_id": "F1",
            "listener": "survey.read",
            "value": "1",
            "most": 1000,
            "how": {},
        }
        await files.fetch(
            Outbox(
                id=1,
                workspace_id="T1",
                lane="file:F1",
                kind="file",
                payload=payload,
                created_at=NOON,
                due_at=NOON,
            )
        )
    return cairn.heard[0]


async def test_a_file_is_fetched_with_the_token_and_handed_in_prepared(
    sqlite_engine: Engine,
) -> None:
    slack = Slack()
    request = await heard(sqlite_engine, slack)
    assert isinstance(request.prepared, Prepared)
    assert request.prepared.table is not None
    assert (request.value, request.values, request.key) == ("1", {}, "outbox:1")
    assert slack.asked[0]["Authorization"] == "Bearer xoxb-token"


@pytest.mark.parametrize(
    ("slack", "word", "asked"),
    [
        (Slack(file={"url_private": "https://slack.com.evil.example/a"}), "file_not_found", 0),
        (Slack(file={"url_private": "http://files.slack.com/a.csv"}), "file_not_found", 0),
        (Slack(file={"url_private": "https://[::1/a.csv"}), "file_not_found", 0),
        (Slack(file={"size": 1001}), "too_large", 0),
        (Slack(content=b"x" * 1001), "too_large", 1),
        (Slack(file={"mode": "tombstone"}), "file_deleted", 0),
        (Slack(content=b"<html>Sign in", kind="text/html"), "missing_scope", 1),
        (Slack(to="http://127.0.0.1:1/elsewhere"), "missing_scope", 1),
    ],
)  # fmt: skip
async def test_what_is_no_file_of_slacks_is_refused_in_a_word(
    sqlite_engine: Engine, slack: Slack, word: str, asked: int
) -> None:
    request = await heard(sqlite_engine, slack)
    assert (request.prepared, request.values) == (None, {"refused": word})
    assert len(slack.asked) == asked
