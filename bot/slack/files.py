"""Fetches what is in a file that was posted: from Slack's own hosts only, and never too much."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core import Cairn
from bot.slack.pacing import Pace
from bot.slack.refusals import retry_after
from commands.request import CLOCK, Kind, Request
from storage.models import Outbox

log = logging.getLogger(__name__)

_OK = 200
_SERVERS_FAULT = 500
_PART = 64 * 1024
# What passes by itself; every other refusal of Slack is told to whoever posted the file.
_PASSING = {
    "internal_error",
    "fatal_error",
    "service_unavailable",
    "ratelimited",
    "request_timeout",
}


class RefusedError(Exception):
    """There is no such file to be had; the message is one word for why."""


class Files:
    """Fetches a file, has its feature prepare it on a thread, and hands the outcome in."""

    def __init__(
        self, *, client: AsyncWebClient, pace: Pace, cairn: Cairn, clock: Callable[[], datetime]
    ) -> None:
        self._client = client
        self._pace = pace
        self._cairn = cairn
        self._clock = clock

    async def fetch(self, entry: Outbox) -> None:
        """Fetches what the entry names. What may be better in a minute is its caller's to judge."""
        wanted = entry.payload
        prepared: object = None
        refused: dict[str, str] = {}
        try:
            content = await self._content(wanted["file_id"], wanted["most"])
        except RefusedError as error:
            log.info("File %s can't be read: %s", wanted["file_id"], error)
            refused = {"refused": str(error)}
        else:
            prepare = self._cairn.router.prepares[wanted["listener"]]
            prepared = await asyncio.to_thread(prepare, content, wanted["how"])
        request = Request(
            kind=Kind.HEARD,
            name=wanted["listener"],
            workspace_id=entry.workspace_id,
            person=CLOCK,
            now=self._clock(),
            value=wanted["value"],
            values=refused,
            key=f"outbox:{entry.id}",
            prepared=prepared,
        )
        outcome = await self._cairn.handle(request)
        if outcome.result not in ("ok", "repeated"):
            raise TimeoutError(f"The file was not taken: {outcome.result}")

    async def _content(self, file_id: str, most: int) -> bytes:
        file = await self._described(file_id)
        if file.get("mode") in ("tombstone", "hidden_by_limit"):
            raise RefusedError("file_deleted")
        if int(file.get("size") or 0) > most:
            raise RefusedError("too_large")
        url = str(file.get("url_private_download") or file.get("url_private") or "")
        if not self._is_slacks(url):
            raise RefusedError("file_not_found")
        return await self._download(url, most)

    async def _described(self, file_id: str) -> Mapping[str, Any]:
        await self._pace.wait("files.info")
        try:
            answer = await self._client.files_info(file=file_id)
        except SlackApiError as error:
            word = str(error.response.get("error"))
            if retry_after(error) is not None or word in _PASSING:
                raise
            raise RefusedError(word) from None
        file: Mapping[str, Any] = answer.get("file") or {}
        return file

    async def _download(self, url: str, most: int) -> bytes:
        """The bytes; never the token to another host, wherever that redirects to."""
        session = self._client.session
        if session is None:
            raise SlackClientError("The client has no connection pool")
        headers = {"Authorization": f"Bearer {self._client.token}"}
        async with session.get(url, headers=headers, allow_redirects=False) as response:
            if response.status >= _SERVERS_FAULT:
                raise aiohttp.ClientError(f"The file answered {response.status}")
            # Who may not see a file gets the page to sign in, with every sign of success.
            if response.status != _OK or response.content_type == "text/html":
                raise RefusedError("missing_scope")
            content = bytearray()
            async for part in response.content.iter_chunked(_PART):
                content += part
                if len(content) > most:
                    raise RefusedError("too_large")
        return bytes(content)

    def _is_slacks(self, url: str) -> bool:
        """Slack's files over TLS; or where Slack's API is, for the practice workspace."""
        try:
            wanted, api = urlsplit(url), urlsplit(self._client.base_url)
            same = (wanted.scheme, wanted.netloc) == (api.scheme, api.netloc)
            host = wanted.hostname or ""
        except ValueError:
            return False
        return same or (wanted.scheme == "https" and host.endswith(".slack.com"))
