"""Payloads in Slack's shapes, small; a test changes what it is about."""

from typing import Any

Json = dict[str, Any]

TEAM: Json = {"id": "T1", "domain": "fern"}
USER: Json = {"id": "U1", "username": "maya", "name": "maya", "team_id": "T1"}
CHANNEL: Json = {"id": "C1", "name": "store-team"}


def command(**changed: object) -> Json:
    return {
        "token": "verification",
        "team_id": "T1",
        "team_domain": "fern",
        "channel_id": "C1",
        "channel_name": "store-team",
        "user_id": "U1",
        "user_name": "maya",
        "command": "/pain",
        "text": "The till froze",
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.example/commands/1",
        "trigger_id": "1.2.abc",
        **changed,
    }


def _interaction(kind: str) -> Json:
    return {
        "type": kind,
        "token": "verification",
        "api_app_id": "A1",
        "team": TEAM,
        "user": USER,
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": "1.2.abc",
    }


def view(**changed: object) -> Json:
    return {
        "id": "V1",
        "team_id": "T1",
        "type": "modal",
        "callback_id": "pain.log",
        "private_metadata": "",
        "hash": "111.aaa",
        "previous_view_id": None,
        "root_view_id": "V1",
        "state": {"values": {}},
        **changed,
    }


def click(action: Json | None = None, **changed: object) -> Json:
    """A click on a button in a channel's message."""
    return {
        **_interaction("block_actions"),
        "container": {
            "type": "message",
            "message_ts": "5.6",
            "channel_id": "C1",
            "is_ephemeral": False,
        },
        "channel": CHANNEL,
        "message": {"type": "message", "ts": "5.6", "user": "UBOT", "text": "shown"},
        "response_url": "https://hooks.example/actions/1",
        "actions": [
            {
                "type": "button",
                "block_id": "b",
                "action_id": "pain.card",
                "action_ts": "1.2",
                "text": {"type": "plain_text", "text": "Open", "emoji": True},
                "value": "12",
                **(action or {}),
            }
        ],
        **changed,
    }


def click_in_form(action: Json, **changed: object) -> Json:
    shown = view(**changed)
    return {
        **_interaction("block_actions"),
        "container": {"type": "view", "view_id": shown["id"]},
        "view": shown,
        "actions": [{"block_id": "b", "action_id": "stages.pick", "action_ts": "1.2", **action}],
    }


def submission(values: Json | None = None, **changed: object) -> Json:
    return {
        **_interaction("view_submission"),
        "view": view(state={"values": values or {}}, **changed),
        "response_urls": [],
    }


def suggestion(typed: str, **changed: object) -> Json:
    body = _interaction("block_suggestion")
    del body["trigger_id"]
    return {
        **body,
        "container": {"type": "view", "view_id": "V1"},
        "action_id": "where",
        "block_id": "where",
        "value": typed,
        "view": view(),
        **changed,
    }


def shortcut(**changed: object) -> Json:
    return {
        **_interaction("shortcut"),
        "callback_id": "pain.log_anywhere",
        "action_ts": "1.2",
        **changed,
    }


def message_shortcut(text: str, **changed: object) -> Json:
    return {
        **_interaction("message_action"),
        "callback_id": "pain.from_message",
        "action_ts": "1.2",
        "channel": CHANNEL,
        "message_ts": "7.8",
        "message": {"type": "message", "text": text, "user": "U2", "ts": "7.8", "team": "T1"},
        "response_url": "https://hooks.example/app/1",
        **changed,
    }


def home_opened(**changed: object) -> Json:
    event = {
        "type": "app_home_opened",
        "user": "U1",
        "channel": "D1",
        "tab": "home",
        "event_ts": "1.2",
    }
    return {
        "token": "verification",
        "team_id": "T1",
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": "Ev1",
        "event_time": 1606810927,
        "event": event,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": "T1",
                "user_id": "UBOT",
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        **changed,
    }
