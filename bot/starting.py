"""The steps of a start that can fail for reasons somebody can put right, each in words."""

import asyncio
import logging

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot.settings import LocalSettings, Settings
from bot.slack.refusals import UNREACHED, WRONG_TOKEN, reason
from bot.slack.transport import Http, SocketMode
from storage.matching import LexicalMatcher, Matcher, ModelFilesError
from storage.migrations import migrate

log = logging.getLogger(__name__)

# Slack being away at the start is waited for; a wrong token is not.
LONGEST_PAUSE_S = 30.0

MODEL_WANTED = (
    "Put model.safetensors and vocab.txt of all-MiniLM-L6-v2 into that folder, or leave "
    "CAIRN_EMBEDDINGS_DIR empty to compare by words."
)


class StartError(Exception):
    """Cairn can't start; the message says why and what to do."""


def matcher_for(settings: LocalSettings) -> Matcher:
    """How pain points are compared: by meaning, too, where there is a model for that."""
    if settings.cairn_embeddings_dir is None:
        return LexicalMatcher()
    # It stands on numpy, which a bot that compares by words does without.
    from storage.matching.embedding import EmbeddingMatcher  # noqa: PLC0415

    try:
        return EmbeddingMatcher(settings.cairn_embeddings_dir)
    except ModelFilesError as error:
        raise StartError(f"CAIRN_EMBEDDINGS_DIR: {error}. {MODEL_WANTED}") from None


def migrated(engine: Engine) -> bool:
    """Brings the database up to date; True when something changed."""
    try:
        return migrate(engine)
    except (DBAPIError, ImportError) as error:
        why = str(getattr(error, "orig", error)).splitlines()[0]
        raise StartError(f"DATABASE_URL: the database can't be used: {why}") from None


async def signed_in(client: AsyncWebClient) -> str:
    """Who Cairn is in which workspace, once Slack says so."""
    pause = 1.0
    while True:
        try:
            answer = await client.auth_test()
        except UNREACHED as error:
            if isinstance(error, SlackApiError) and reason(error) in WRONG_TOKEN:
                raise StartError(
                    f"Slack refuses SLACK_BOT_TOKEN: {reason(error)}. Install the app into "
                    "the workspace again and copy the new token."
                ) from None
            log.warning("Slack can't be reached (%s); trying again in %.0f s", error, pause)
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE_S, pause * 2)
        else:
            return f"{answer.get('user')} in {answer.get('team')}"


async def opened(transport: SocketMode | Http, settings: Settings) -> str:
    """How Slack reaches us now."""
    try:
        return await transport.start()
    except SlackApiError as error:
        raise StartError(
            f"Slack refuses SLACK_APP_TOKEN: {reason(error)}. Make a new app-level token "
            "with the scope connections:write."
        ) from None
    except OSError as error:
        raise StartError(
            f"HOST and PORT: can't listen on {settings.host}:{settings.port} ({error.strerror})."
        ) from None
