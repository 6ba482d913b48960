"""The manifest names exactly what the code uses, within Slack's limits."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.manifest import EVENTS, SCOPES, manifest
from commands.index import FEATURES
from commands.router import Router

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]

# What each Web API method asks for; none where any token will do.
NEEDED = {
    "auth.test": None,
    "canvases.create": "canvases:write",
    "canvases.edit": "canvases:write",
    "apps.connections.open": None,
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "channels:history",
    "conversations.members": "channels:read",
    "conversations.open": "im:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "files.info": "files:read",
    "usergroups.list": "usergroups:read",
    "users.info": "users:read",
    "users.list": "users:read",
    "views.open": None,
    "views.push": None,
    "views.update": None,
    "views.publish": None,
}
METHOD = re.compile(
    r"(auth|apps|canvases|chat|conversations|files|reactions|usergroups|users|views)\.[\w.]+"
)
# Needed without a call of their own: commands and shortcuts; posting uninvited; who is in a
# private channel; what stands in private channels and direct messages.
WITHOUT_A_CALL = {
    "commands", "chat:write.public", "groups:read", "groups:history", "im:history",
    "app_mentions:read",
}  # fmt: skip


@pytest.fixture(params=[None, "https://cairn.example/slack/events"], ids=["socket", "http"])
def made(request: pytest.FixtureRequest) -> Json:
    return manifest(Router(FEATURES), public_url=request.param)


def calls() -> Iterator[str]:
    """Every Web API method that the shell names, as a method of the client or in words."""
    for path in [*(ROOT / "bot").glob("*.py"), *(ROOT / "bot" / "slack").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and METHOD.fullmatch(node.attr.replace("_", ".", 1)):
                yield node.attr.replace("_", ".", 1).replace("connections_", "connections.")
            if isinstance(node, ast.Constant) and METHOD.fullmatch(str(node.value)):
                yield str(node.value)


def test_it_asks_for_exactly_the_scopes_that_are_used(made: Json) -> None:
    used = set(calls())
    assert used == set(NEEDED), "name each method's scope above"
    needed = {scope for method in used if (scope := NEEDED[method])} | WITHOUT_A_CALL
    assert set(made["oauth_config"]["scopes"]["bot"]) == needed == set(SCOPES)


def test_it_names_exactly_the_commands_that_are_answered(made: Json) -> None:
    router = Router(FEATURES)
    named = {entry["command"]: entry for entry in made["features"]["slash_commands"]}
    assert set(named) == set(router.commands)
    assert {"/journey", "/touchpoint", "/pain", "/vote"} <= set(named)
    for command in router.commands.values():
        assert named[command.name]["description"] == command.summary
        assert named[command.name]["usage_hint"] == command.usage_hint


def test_it_names_exactly_the_shortcuts_that_are_answered(made: Json) -> None:
    named = {
        (entry["callback_id"], entry["type"], entry["name"])
        for entry in made["features"]["shortcuts"]
    }
    assert named == {
        (shortcut.id, "message" if shortcut.on_messages else "global", shortcut.name)
        for feature in FEATURES
        for shortcut in feature.shortcuts
    }


def test_it_asks_for_exactly_the_events_that_are_listened_to(made: Json) -> None:
    source = (ROOT / "bot" / "slack" / "listeners.py").read_text(encoding="utf-8")
    listened = set(re.findall(r"app\.event\(\"(\w+)\"\)", source))
    asked = made["settings"]["event_subscriptions"]["bot_events"]
    # Of messages, those of one sort of conversation: message.im is heard as message.
    assert {name.partition(".")[0] for name in asked} == listened
    assert set(asked) == set(EVENTS)


def test_socket_mode_needs_no_address_and_http_has_one_everywhere() -> None:
    router = Router(FEATURES)
    assert "http" not in str(manifest(router))
    assert manifest(router)["settings"]["socket_mode_enabled"] is True
    url = "https://cairn.example/slack/events"
    over_http = manifest(router, public_url=url)
    settings = over_http["settings"]
    assert settings["socket_mode_enabled"] is False
    assert settings["event_subscriptions"]["request_url"] == url
    assert settings["interactivity"]["request_url"] == url
    assert settings["interactivity"]["message_menu_options_url"] == url
    assert {entry["url"] for entry in over_http["features"]["slash_commands"]} == {url}


LENGTHS = {
    ("display_information", "name"): (1, 35),
    ("display_information", "description"): (1, 140),
    ("display_information", "background_color"): (4, 7),
    ("features", "bot_user", "display_name"): (1, 80),
    ("features", "slash_commands", "command"): (2, 32),
    ("features", "slash_commands", "description"): (1, 2000),
    ("features", "slash_commands", "usage_hint"): (1, 1000),
    ("features", "slash_commands", "url"): (1, 3000),
    ("features", "shortcuts", "name"): (1, 24),
    ("features", "shortcuts", "callback_id"): (1, 255),
    ("features", "shortcuts", "description"): (1, 150),
    ("oauth_config", "scopes", "bot"): (1, 50),
    ("settings", "event_subscriptions", "bot_events"): (1, 100),
    ("settings", "event_subscriptions", "request_url"): (1, 3000),
    ("settings", "interactivity", "request_url"): (1, 3000),
    ("settings", "interactivity", "message_menu_options_url"): (1, 3000),
}
OTHER_TEXTS = {("features", "shortcuts", "type")}
COUNTS = {
    ("features", "slash_commands"): (1, 50),
    ("features", "shortcuts"): (1, 10),
    ("oauth_config", "scopes", "bot"): (1, 255),
    ("settings", "event_subscriptions", "bot_events"): (1, 100),
}


def texts(value: object, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*at, key))
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, at)
    elif isinstance(value, str):
        yield at, value


def test_it_keeps_to_slacks_lengths(made: Json) -> None:
    for where, text in texts(made):
        if where in OTHER_TEXTS:
            continue
        least, most = LENGTHS[where]
        assert least <= len(text) <= most, where


def test_it_keeps_to_slacks_counts(made: Json) -> None:
    for path, (least, most) in COUNTS.items():
        value: Any = made
        for key in path:
            value = value[key]
        assert least <= len(value) <= most, path


def test_its_names_are_of_the_kinds_slack_knows(made: Json) -> None:
    for entry in made["features"]["slash_commands"]:
        assert re.fullmatch(r"/[a-z0-9_-]+", entry["command"])
        assert isinstance(entry["should_escape"], bool)
    assert {entry["type"] for entry in made["features"]["shortcuts"]} <= {"message", "global"}
    assert set(made) == {
        "_metadata",
        "display_information",
        "features",
        "oauth_config",
        "settings",
    }
    assert re.fullmatch(r"#[0-9a-f]{6}", made["display_information"]["background_color"])
