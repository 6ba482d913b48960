"""The app manifest, made from the same tables that route."""

from typing import Any

from commands.router import Router

NAME = "Cairn"
VERSION_OF_SCHEMA = {"major_version": 1, "minor_version": 1}

MAY_COME_TWICE = "a message may come twice after a crash"

# Each scope, and the call or the feature that needs it.
SCOPES = {
    "commands": "slash commands and shortcuts",
    "chat:write": "messages, private answers and direct messages",
    "chat:write.public": "messages in public channels nobody invited Cairn to",
    "files:write": "pictures of the map",
    "files:read": "files of answers, and knowing when Slack has looked at a picture",
    "users:read": "knowing who is a guest, and who is no person at all",
    "channels:read": "knowing who may vote in a channel",
    "groups:read": "knowing who may vote in a private channel",
    "usergroups:read": "votes of one user group",
    "app_mentions:read": "files of answers in channels, where a message mentions Cairn",
    "canvases:write": "the map in a channel's canvas, where a channel wants that",
    "channels:history": "after a crash, seeing whether a message stands there already",
    "groups:history": "the same in private channels",
    "im:history": "the same in direct messages, and the files posted there",
    "im:write": "the same: which conversation a person's direct messages are",
}
# Without these something stays switched off, and nothing else suffers: what, in words.
OPTIONAL_SCOPES = {
    "canvases:write": "canvases stay off",
    "channels:history": MAY_COME_TWICE,
    "groups:history": MAY_COME_TWICE,
    "im:history": MAY_COME_TWICE,
    "im:write": MAY_COME_TWICE,
}
EVENTS = ("app_home_opened", "message.im", "app_mention")


def manifest(router: Router, *, public_url: str | None = None) -> dict[str, Any]:
    """The manifest: for Socket Mode, or for HTTP when a public address is given."""
    where = {"url": public_url} if public_url else {}
    events: dict[str, Any] = {"bot_events": list(EVENTS)}
    interactivity: dict[str, Any] = {"is_enabled": True}
    if public_url:
        events["request_url"] = public_url
        interactivity |= {"request_url": public_url, "message_menu_options_url": public_url}
    return {
        "_metadata": VERSION_OF_SCHEMA,
        "display_information": {
            "name": NAME,
            "description": "Keeps your team's customer journey map alive, where you already talk",
            "background_color": "#2f3e46",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "shortcuts": [
                {
                    "name": shortcut.name,
                    "type": "message" if shortcut.on_messages else "global",
                    "callback_id": shortcut.id,
                    "description": shortcut.description,
                }
                for shortcut in router.shortcuts.values()
            ],
            "slash_commands": [
                {
                    "command": command.name,
                    "description": command.summary,
                    "usage_hint": command.usage_hint,
                    "should_escape": False,
                    **where,
                }
                for command in router.commands.values()
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not public_url,
            "token_rotation_enabled": False,
        },
    }
