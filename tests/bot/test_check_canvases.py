"""`cairn check` and canvases: said where they are switched off, and never wrong."""

from datetime import UTC, datetime, timedelta

from aiohttp import web
from sqlalchemy import Engine

from bot.checking import Result, check_all
from bot.manifest import SCOPES
from storage.db import transaction
from storage.map import canvases
from tests.bot.faulty_slack import FaultySlack
from tests.bot.http_slack import free_port, settings_for
from tests.storage.pain_world import World


async def checked(slack: FaultySlack, url: str, *, without: str = "") -> dict[str, Result]:
    async def granted(_: web.Request) -> web.Response:
        scopes = ",".join(set(SCOPES) - {without})
        return web.json_response({"ok": True}, headers={"x-oauth-scopes": scopes})

    slack.faults["auth.test"].append(granted)
    settings = settings_for(slack, url, free_port())
    return {result.what: result for result in await check_all(lambda: settings)}


async def test_without_the_scope_canvases_stay_off(slack: FaultySlack, sqlite_url: str) -> None:
    found = await checked(slack, sqlite_url, without="canvases:write")
    assert found["scopes"].ok
    assert "canvases:write is not, so canvases stay off" in found["scopes"].words
    assert not (await checked(slack, sqlite_url, without="files:write"))["scopes"].ok


async def test_what_slack_refused_within_a_day_is_said(
    slack: FaultySlack, sqlite_url: str, sqlite_engine: Engine
) -> None:
    assert "canvases" not in await checked(slack, sqlite_url)
    World(sqlite_engine, datetime.now(UTC)).build()
    here = {"workspace_id": "T1", "channel_id": "C1"}
    with transaction(sqlite_engine) as session:
        canvases.keep(session, **here, journey_id=1, by="UOWNER")
        canvases.refused(session, **here, why="missing_scope", at=datetime.now(UTC))
    said = (await checked(slack, sqlite_url))["canvases"]
    assert said.ok
    assert "Slack says missing_scope for 1 of them" in said.words
    with transaction(sqlite_engine) as session:
        long_ago = datetime.now(UTC) - timedelta(days=1)
        canvases.refused(session, **here, why="missing_scope", at=long_ago)
    assert "canvases" not in await checked(slack, sqlite_url)
