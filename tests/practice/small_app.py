"""A small real Bolt app, connected over real sockets, that tests teach what they need."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice.server import PracticeServer
from tests.practice.seen import Json

MANIFEST: Mapping[str, Any] = {
    "display_information": {"name": "Small"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/pain", "description": "Log a pain point", "usage_hint": "[text]"},
            {"command": "/who", "description": "Names", "usage_hint": "@x", "should_escape": True},
        ],
        "shortcuts": [
            {"name": "Log it", "type": "global", "callback_id": "log", "description": "Logs"},
            {"name": "Keep it", "type": "message", "callback_id": "keep", "description": "Keeps"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read", "channels:history", "channels:join", "channels:read",
                "chat:write", "chat:write.public", "commands", "files:read", "files:write",
                "groups:history", "groups:read", "im:history", "im:read", "im:write",
                "reactions:write", "team:read", "usergroups:read", "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened", "app_mention", "member_joined_channel", "message.channels",
                "message.im",
            ]
        }
    },
}  # fmt: skip


class SmallApp:
    """Bolt's app, its handler and its client, pointed at one server."""

    def __init__(self, server: PracticeServer) -> None:
        self.client = AsyncWebClient(token=server.bot_token, base_url=server.api_url)
        self.app = AsyncApp(client=self.client, process_before_response=True)
        self._handler = AsyncSocketModeHandler(self.app, server.app_token)

    async def connect(self) -> None:
        await self._handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it so

    async def close(self) -> None:
        await self._handler.close_async()  # type: ignore[no-untyped-call]  # Bolt leaves it so


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str | None = None) -> Json:
    return {"text": plain(text), "value": value or text.lower()}


def button(text: str, action_id: str = "go", **more: object) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def section(text: str, **more: object) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def field(label: str, element: Json, block_id: str, **more: object) -> Json:
    element.setdefault("action_id", "a")
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element,
        **more,
    }


def text_field(label: str, block_id: str, **more: object) -> Json:
    return field(label, {"type": "plain_text_input"}, block_id, **more)


def modal(*blocks: Json, title: str = "A form", **more: object) -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": list(blocks),
        **more,
    }


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks)}
