"""`cairn check`: everything that must be right before Cairn runs, each with what to do."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp
import httpx
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.manifest import OPTIONAL_SCOPES, SCOPES
from bot.settings import Settings, SettingsError, read_settings
from bot.starting import MODEL_WANTED
from storage.db import open_engine, reading
from storage.map import canvases
from storage.matching import ModelFilesError
from storage.matching.embedding import EmbeddingMatcher
from storage.migrations import current, head

# Slack refuses signatures that are five minutes off.
MOST_SKEW = timedelta(minutes=2)
SCRIPTS = {
    "Latin": "é", "Greek": "Ω", "Cyrillic": "Ж", "Arabic": "ع", "Chinese and Japanese": "日",
    "Korean": "한", "emoji": "😀",
}  # fmt: skip
BUNDLED = {"Latin", "Greek", "Cyrillic"}
UNREACHED = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Result:
    """One line: what was looked at, whether it is right, and what was seen or is to be done."""

    what: str
    ok: bool
    words: str


async def check_all(read: Callable[[], Settings] = read_settings) -> list[Result]:
    """All checks; the later ones are left out when the settings can't be read."""
    try:
        settings = read()
    except SettingsError as error:
        return [Result("settings", ok=False, words=line) for line in str(error).splitlines()]
    mode = "Socket Mode" if settings.socket_mode else f"HTTP on {settings.host}:{settings.port}"
    results = [Result("settings", ok=True, words=mode)]
    results += await _slack(settings)
    results.append(await asyncio.to_thread(_database, settings))
    if results[-1].ok:
        results += await asyncio.to_thread(_canvases, settings)
    if settings.cairn_embeddings_dir:
        results.append(await asyncio.to_thread(_model, settings.cairn_embeddings_dir))
    results.append(await asyncio.to_thread(_fonts))
    return results


async def _slack(settings: Settings) -> list[Result]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15)) as session:
        client = AsyncWebClient(
            token=settings.slack_bot_token.get_secret_value(),
            base_url=settings.slack_api_url,
            session=session,
        )
        try:
            answer = await client.auth_test()
        except SlackApiError as error:
            words = f"Slack says {error.response.get('error')}. Copy the token again."
            return [Result("SLACK_BOT_TOKEN", ok=False, words=words)]
        except UNREACHED as error:
            words = f"{settings.slack_api_url} can't be reached ({type(error).__name__})."
            return [Result("Slack", ok=False, words=words)]
        results = [
            Result(
                "SLACK_BOT_TOKEN",
                ok=True,
                words=f"signed in as {answer.get('user')} in {answer.get('team')}",
            ),
            _scopes(answer.headers.get("x-oauth-scopes", "")),
            await _clock(settings.slack_api_url),
        ]
        if settings.slack_app_token:
            results.append(await _app_token(client, settings.slack_app_token.get_secret_value()))
        return results


def _scopes(granted: str) -> Result:
    missing = sorted(set(SCOPES) - {scope.strip() for scope in granted.split(",")})
    if not missing:
        return Result("scopes", ok=True, words="all granted")
    if OPTIONAL_SCOPES.keys() >= set(missing):
        so = " and ".join(dict.fromkeys(OPTIONAL_SCOPES[scope] for scope in missing))
        verb = "is" if len(missing) == 1 else "are"
        words = f"all that must be; {', '.join(missing)} {verb} not, so {so}"
        return Result("scopes", ok=True, words=words)
    words = f"missing {', '.join(missing)}. Paste `cairn manifest` again and reinstall the app."
    return Result("scopes", ok=False, words=words)


async def _clock(api_url: str) -> Result:
    try:
        async with httpx.AsyncClient(timeout=15) as client:
            answer = await client.get(f"{api_url}api.test")
    except httpx.HTTPError as error:
        return Result("clock", ok=False, words=f"Slack could not be asked: {error}")
    date = answer.headers.get("Date")
    if not date:
        return Result("clock", ok=True, words="Slack sent no date to compare with")
    skew = abs(datetime.now(UTC) - parsedate_to_datetime(date))
    if skew <= MOST_SKEW:
        return Result("clock", ok=True, words=f"within {skew.total_seconds():.0f} s of Slack's")
    words = f"{skew.total_seconds():.0f} s off Slack's. Set the clock, best by NTP."
    return Result("clock", ok=False, words=words)


async def _app_token(client: AsyncWebClient, token: str) -> Result:
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        words = (
            f"Slack says {error.response.get('error')}. Make a new app-level token with the "
            "scope connections:write."
        )
        return Result("SLACK_APP_TOKEN", ok=False, words=words)
    except UNREACHED as error:
        return Result("SLACK_APP_TOKEN", ok=False, words=f"not tried: {type(error).__name__}")
    return Result("SLACK_APP_TOKEN", ok=True, words="opens Socket Mode")


def _database(settings: Settings) -> Result:
    engine = open_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
            at = current(connection)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        words = f"can't be reached: {reason}. Look at DATABASE_URL."
        return Result("database", ok=False, words=words)
    finally:
        engine.dispose()
    name = engine.dialect.name
    if at == head():
        return Result("database", ok=True, words=f"{name}, up to date")
    return Result("database", ok=False, words=f"{name}, not up to date. Run `cairn migrate`.")


def _canvases(settings: Settings) -> list[Result]:
    """Canvases that Slack refused lately: never needed, so nothing is wrong."""
    engine = open_engine(settings.database_url)
    try:
        with reading(engine) as session:
            found = canvases.refusals(session, since=datetime.now(UTC) - canvases.PATIENCE)
    finally:
        engine.dispose()
    return [
        Result(
            "canvases",
            ok=True,
            words=f"Slack says {why} for {count} of them; tried again a day after it did",
        )
        for why, count in found
    ]


def _model(folder: Path) -> Result:
    try:
        size = EmbeddingMatcher(folder).sentences.size
    except ModelFilesError as error:
        return Result("CAIRN_EMBEDDINGS_DIR", ok=False, words=f"{error}. {MODEL_WANTED}")
    words = f"pain points are compared by meaning, in {size} numbers each"
    return Result("CAIRN_EMBEDDINGS_DIR", ok=True, words=words)


def _fonts() -> Result:
    # Matplotlib takes a second to load, and no other check needs it.
    from charts.typeface import covers  # noqa: PLC0415

    missing = [script for script, letter in SCRIPTS.items() if not covers(letter, "regular")]
    if not missing:
        return Result("fonts", ok=True, words="all scripts can be drawn")
    words = f"no font for {', '.join(missing)} on this machine: pictures show words instead"
    return Result("fonts", ok=not BUNDLED & set(missing), words=words)
