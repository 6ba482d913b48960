"""Killed at any moment: what was acknowledged is there afterwards, and its messages arrive."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from bot.practice.server import PracticeServer
from bot.practice.trying import prepare
from storage.db import open_engine, transaction
from storage.models import Outbox
from storage.outbox import leases
from tests.bot.delivery import entries
from tests.bot.processes import begin, finished, kept_running
from tests.end_to_end.steps import STORE, arrives, open_pain, send
from tests.end_to_end.workspace import be_patient
from tests.practice.driver import arrive


@pytest.fixture
async def practice(tmp_path: Path) -> AsyncIterator[tuple[PracticeServer, dict[str, str]]]:
    """The sample workspace, and the settings that bring a bot to it."""
    server, database_url = prepare(tmp_path, reset=False, empty=False)
    be_patient(server)
    await server.start(port=0)
    yield (
        server,
        {
            "SLACK_BOT_TOKEN": server.bot_token,
            "SLACK_APP_TOKEN": server.app_token,
            "SLACK_API_URL": server.api_url,
            "DATABASE_URL": database_url,
        },
    )
    await server.stop()


async def ready(server: PracticeServer) -> None:
    for _ in range(1200):
        if server.sockets.connected:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the bot did not come")


def unsent(engine: Engine) -> list[str]:
    return [entry.payload["text"] for entry in entries(engine) if entry.done_at is None]


def end_leases(engine: Engine) -> None:
    """The minute passes for which a dead process's entry is left alone."""
    with transaction(engine) as session:
        for entry in session.exec(select(Outbox).where(col(Outbox.leased_until).is_not(None))):
            assert entry.leased_until
            entry.leased_until -= leases.LEASE
            session.add(entry)


async def test_what_was_acknowledged_survives_a_kill(
    practice: tuple[PracticeServer, dict[str, str]], tmp_path: Path
) -> None:
    server, settings = practice
    engine = open_engine(settings["DATABASE_URL"])
    async with arrive(server.url, "Maya") as maya:
        first = await begin(tmp_path, "run", **settings)
        await ready(server)
        told = ["Zebra crossing", "Quartz humming", "Violin weather", "Lava moonlight"]
        forms = []
        for words in told:
            forms.append(await open_pain(maya, STORE, words))
            assert await send(forms[-1]) == {}
        # Acknowledged: killed at once, with messages still in the outbox (one a second goes).
        first.kill()
        await first.wait()
        stored = [entry.payload["text"] for entry in entries(engine)]
        assert all(any(words in text for text in stored) for words in told)
        assert unsent(engine)
        end_leases(engine)
        async with kept_running(tmp_path, "run", **settings) as second:
            for words in told:
                await arrives(maya, words)
            second.terminate()
            assert (await finished(second)).code == 0
    engine.dispose()
