"""Brings pictures into Slack: the same one once, for all messages that show it within minutes.

Slack takes a hundred uploads a minute. On Monday at nine some hundred channels may want the same
map, and a file that was uploaded once may stand in any number of messages.
"""

import asyncio
import hashlib
import io
import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.pacing import Pace

log = logging.getLogger(__name__)

# Slack takes a moment to look at a file before it can stand in a message.
LOOKS = 12
BETWEEN_LOOKS_S = 0.25
# The longer a file is used again, the likelier it is that somebody has deleted it.
SHARED_FOR_S = 600.0


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to be shown in messages."""

    name: str
    content: bytes
    title: str
    alt_text: str

    @property
    def key(self) -> str:
        """The same for what Slack would store the same."""
        words = f"{self.name}\0{self.title}\0{self.alt_text}\0".encode()
        return hashlib.sha256(words + self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class _Shared:
    file_id: asyncio.Task[str]
    until: float


class Uploads:
    """Files of this process that Slack has, by what is in them."""

    def __init__(
        self,
        client: AsyncWebClient,
        pace: Pace,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._pace = pace
        self._clock = clock
        self._shared: dict[str, _Shared] = {}

    async def file_id(self, upload: Upload) -> str:
        """The id of a file that Slack has finished looking at; whoever asks meanwhile waits."""
        now = self._clock()
        self._shared = {key: each for key, each in self._shared.items() if each.until > now}
        shared = self._shared.get(upload.key)
        if shared is None or (shared.file_id.done() and _failed(shared.file_id)):
            sending = asyncio.create_task(self._bring(upload))
            shared = self._shared[upload.key] = _Shared(sending, now + SHARED_FOR_S)
        # One message that is given up must not take the picture from the others.
        return await asyncio.shield(shared.file_id)

    def forget(self, file_ids: Collection[str]) -> None:
        """They can't be shown any more: whoever wants them next brings them anew."""
        self._shared = {
            key: each for key, each in self._shared.items() if _file_id(each) not in file_ids
        }

    async def _bring(self, upload: Upload) -> str:
        await self._pace.wait("files.getUploadURLExternal")
        place = await self._client.files_getUploadURLExternal(
            filename=upload.name, length=len(upload.content), alt_txt=upload.alt_text[:1000]
        )
        await self._send(place["upload_url"], upload.content)
        await self._pace.wait("files.completeUploadExternal")
        file_id = str(place["file_id"])
        await self._client.files_completeUploadExternal(
            files=[{"id": file_id, "title": upload.title}]
        )
        await self._until_ready(file_id)
        return file_id

    async def _send(self, url: str, content: bytes) -> None:
        session = self._client.session
        if session is None:
            raise SlackClientError("The client has no connection pool")
        async with session.post(url, data=io.BytesIO(content)) as response:
            if response.status != 200:  # noqa: PLR2004 - HTTP's own number
                raise SlackClientError(f"The upload answered {response.status}")

    async def _until_ready(self, file_id: str) -> None:
        for _ in range(LOOKS):
            await self._pace.wait("files.info")
            answer = await self._client.files_info(file=file_id)
            if (answer.get("file") or {}).get("mimetype"):
                return
            await asyncio.sleep(BETWEEN_LOOKS_S)
        log.warning("Slack is still looking at file %s", file_id)


def _file_id(shared: _Shared) -> str | None:
    sending = shared.file_id
    return sending.result() if sending.done() and not _failed(sending) else None


def _failed(sending: asyncio.Task[str]) -> bool:
    return sending.cancelled() or sending.exception() is not None
