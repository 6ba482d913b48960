"""What one person's page shows, kept from the stream as the browser keeps it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from tests.practice.seen import Home, Json, Message, NotSeenError, visible_text

PATIENCE = 20.0
"""Seconds to wait for something that should be there soon; only a failing test waits them."""

_Found = TypeVar("_Found")


class Screen:
    """Channels, messages, the stack of forms, the Home tab, and errors shown."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.channels: dict[str, Json] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        self.stack: list[Json] = []
        self.home: Json | None = None
        self.errors: list[str] = []
        self.connected = False
        self._news = asyncio.Condition()

    async def hear(self, event: Json) -> None:
        """Take in one event of the stream, and wake whoever waits for it."""
        self._take(event)
        async with self._news:
            self._news.notify_all()

    async def until(self, look: Callable[[], _Found | None], failure: str) -> _Found:
        """Waits, through the stream's news, until `look` finds something."""
        try:
            async with asyncio.timeout(PATIENCE), self._news:
                while True:
                    found = look()
                    if found:
                        return found
                    await self._news.wait()
        except TimeoutError:
            raise NotSeenError(f"{failure}\n{self.describe()}") from None

    def in_channel(self, channel_id: str) -> list[Message]:
        rows = self.messages.get(channel_id, {}).values()
        return sorted(rows, key=lambda row: float(row.ts))

    def open_view(self, view_id: str) -> Json | None:
        return next((view for view in self.stack if view["id"] == view_id), None)

    def describe(self) -> str:
        """Everything on the screen, for a failure's message."""
        lines = [f"--- what {self.name} sees ---"]
        for view in self.stack:
            words = visible_text(view["blocks"])
            lines.append(f"form “{view['title']['text']}”: {words!r}")
        if self.home is not None:
            lines.append(f"Home: {Home(self.home).text!r}")
        for channel_id, rows in self.messages.items():
            name = self.channels[channel_id]["name"]
            lines += [f"{name}: {row}" for row in list(rows.values())[-5:]]
        lines += [f"error shown: {error}" for error in self.errors]
        if not self.connected:
            lines.append("the app is not connected")
        return "\n".join(lines)

    def keep(self, channel_id: str, data: Json) -> None:
        self.messages.setdefault(channel_id, {})[data["ts"]] = Message(channel_id, data)

    def _take(self, event: Json) -> None:
        kind = event["type"]
        if kind == "conversations":
            self.channels = {channel["id"]: channel for channel in event["conversations"]}
        elif kind in {"message", "message_changed", "ephemeral", "ephemeral_changed"}:
            self.keep(event["channel"], event["message"])
        elif kind in {"message_deleted", "ephemeral_deleted"}:
            self.messages.get(event["channel"], {}).pop(event["ts"], None)
        elif kind in {"view_opened", "view_pushed"}:
            self.stack.append(event["view"])
        elif kind == "view_updated":
            fresh = event["view"]
            self.stack = [fresh if view["id"] == fresh["id"] else view for view in self.stack]
        elif kind == "views_closed":
            gone = set(event["view_ids"])
            self.stack = [view for view in self.stack if view["id"] not in gone]
        elif kind == "home_updated":
            self.home = event["view"]
        elif kind == "connection":
            self.connected = event["connected"]
        elif kind == "error":
            self.errors.append(f"{event['text']} {event.get('detail', '')}".strip())
        else:
            raise NotSeenError(f"the stream sent an unknown event: {event}")
