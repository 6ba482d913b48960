"""Draws pictures off the event loop and brings them into Slack."""

import asyncio
import json
import logging
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.drawing import Drawer, DrawingError
from bot.errors import reference
from bot.slack.pacing import Pace
from bot.slack.uploads import Upload, Uploads
from charts.cache import PictureCache, picture_key

log = logging.getLogger(__name__)

MOST_BYTES = 16 * 1024 * 1024
"""Of pictures kept: about twenty maps. Larger, they would be most of what the bot takes."""

UNDRAWN = "The picture could not be drawn"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture to be drawn: which chart, of what data."""

    chart: str
    data: Mapping[str, Any]
    title: str
    alt_text: str


class Pictures:
    """Drawn one after the other, in a process of their own; an unchanged one comes from memory."""

    def __init__(self, client: AsyncWebClient, pace: Pace, drawer: Drawer) -> None:
        self._uploads = Uploads(client, pace)
        self._cache = PictureCache(MOST_BYTES)
        self._drawer = drawer
        # It waits for the process: neither the event loop nor the writer does.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="cairn-draw")

    def stop(self) -> None:
        self._thread.shutdown(wait=True)

    async def draw(self, drawing: Drawing) -> bytes:
        """The picture as PNG. Raises DrawingError."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._png, drawing)

    def _png(self, drawing: Drawing) -> bytes:
        data = json.dumps(drawing.data)
        key = picture_key(drawing.chart, data)
        return self._cache.get_or_draw(key, lambda: self._drawer.png(drawing.chart, data))

    async def block(self, drawing: Drawing) -> dict[str, Any]:
        """The picture for a message; when it can't be drawn, what it would have shown."""
        try:
            file_id = await self.upload(drawing)
        except DrawingError as error:
            name = reference()
            log.error("Reference %s: %s", name, error)  # noqa: TRY400 - the process told its own
            words = f"{UNDRAWN} (reference {name}). In words:\n{drawing.alt_text}"
            return {"type": "section", "text": {"type": "plain_text", "text": words[:3000]}}
        alt_text = drawing.alt_text[:2000]
        return {"type": "image", "slack_file": {"id": file_id}, "alt_text": alt_text}

    def forget(self, file_ids: Collection[str]) -> None:
        """Slack won't show these: they are uploaded anew when they are next wanted."""
        self._uploads.forget(file_ids)

    async def upload(self, drawing: Drawing) -> str:
        """Draws and uploads; returns the id of a file that Slack has finished looking at."""
        content = await self.draw(drawing)
        name = f"{drawing.chart.replace('_', '-')}.png"
        return await self._uploads.file_id(Upload(name, content, drawing.title, drawing.alt_text))
