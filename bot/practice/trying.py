"""`cairn try`: the practice workspace and the bot, unchanged, connected to it."""

import asyncio
import contextlib
import webbrowser
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bot.app import App
from bot.manifest import manifest
from bot.practice.sample import plant
from bot.practice.server import PracticeServer
from bot.running import stop_signal
from bot.settings import Settings
from commands.index import FEATURES
from commands.router import Router
from storage.db import open_engine
from storage.migrations import migrate

FOLDER = Path(".cairn")
STATE = "practice.json"
DATABASE = "practice.db"


async def try_cairn(*, port: int, open_browser: bool, reset: bool, empty: bool) -> None:
    """Runs until stopped; prints the page's address when it is ready."""
    stopping = stop_signal()
    server, database_url = prepare(FOLDER, reset=reset, empty=empty)
    await server.start(port=port)
    app = App(practice_settings(server, database_url))
    try:
        await app.start()
        print(f"Cairn is ready to try: {server.url}", flush=True)  # noqa: T201 - the answer itself
        print("Nothing leaves this computer by itself. Ctrl-C stops it.", flush=True)  # noqa: T201
        if open_browser:
            await asyncio.to_thread(webbrowser.open, server.url)
        await stopping.wait()
    finally:
        await app.stop()
        await server.stop()


def prepare(folder: Path, *, reset: bool, empty: bool) -> tuple[PracticeServer, str]:
    """A practice workspace kept in a folder, and the address of the bot's database in it."""
    folder.mkdir(exist_ok=True)
    if reset:
        _forget(folder)
    fresh = not (folder / DATABASE).exists()
    server = PracticeServer(manifest=manifest(Router(FEATURES)), state_file=folder / STATE)
    database_url = f"sqlite:///{folder / DATABASE}"
    if fresh and not empty:
        engine = open_engine(database_url)
        migrate(engine)
        plant(engine, server, now=datetime.now(UTC))
        engine.dispose()
    return server, database_url


def practice_settings(server: PracticeServer, database_url: str) -> Settings:
    """Settings that point the bot at the practice workspace, whatever the environment says."""
    # Every one of them: a PORT that is none must not stop somebody from trying.
    return Settings(
        slack_bot_token=SecretStr(server.bot_token),
        slack_app_token=SecretStr(server.app_token),
        slack_signing_secret=None,
        slack_api_url=server.api_url,
        database_url=database_url,
        cairn_embeddings_dir=None,
        cairn_allowed_hosts="",
        cairn_public_url="",
        host="127.0.0.1",
        port=3000,
        log_level="WARNING",
        log_format="text",
    )


def _forget(folder: Path) -> None:
    for name in (STATE, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
        with contextlib.suppress(FileNotFoundError):
            (folder / name).unlink()
