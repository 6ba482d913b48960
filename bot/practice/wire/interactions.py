"""Interaction payloads, with every field Slack sends: commands, clicks, forms and shortcuts."""

from bot.practice.people import APP_ID, TEAM_DOMAIN, TEAM_ID
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json
from bot.practice.wire.form_state import complete_state
from bot.practice.wire.triggers import ReplyAddress

_CHANNEL_NAMES = {"private": "privategroup", "dm": "directmessage"}
_TOKEN = "practice"  # noqa: S105 - the old verification token: sent by Slack, trusted by nobody


def response_url(core: Core, kind: str, address: ReplyAddress) -> str:
    return f"{core.base_url}hooks/{core.keys.reply_path(kind, address)}"


def command(core: Core, person: str, conversation: Json, word: str, text: str) -> Json:
    address = ReplyAddress(person, conversation["id"], core.stamps.now())
    return {
        "token": _TOKEN,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": conversation["id"],
        "channel_name": _channel_name(conversation),
        "user_id": person,
        "user_name": core.workspace.person(person).username,
        "command": word,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url(core, "commands", address),
        "trigger_id": core.keys.trigger(person),
    }


def shortcut(core: Core, person: str, callback_id: str) -> Json:
    return {
        "type": "shortcut",
        **_envelope(core, person),
        "action_ts": core.stamps.ts(),
        "callback_id": callback_id,
        "trigger_id": core.keys.trigger(person),
    }


def message_action(
    core: Core, person: str, callback_id: str, conversation: Json, message: Json
) -> Json:
    address = ReplyAddress(
        person, conversation["id"], core.stamps.now(), thread_ts=message.get("thread_ts")
    )
    return {
        "type": "message_action",
        **_envelope(core, person),
        "action_ts": core.stamps.ts(),
        "callback_id": callback_id,
        "trigger_id": core.keys.trigger(person),
        "response_url": response_url(core, "app", address),
        "message_ts": message["ts"],
        "channel": _channel(conversation),
        "message": message,
    }


def block_actions_in_view(core: Core, person: str, view: Json, values: Json, action: Json) -> Json:
    return {
        "type": "block_actions",
        **_envelope(core, person),
        "api_app_id": APP_ID,
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": core.keys.trigger(person, view["id"]),
        "view": with_state(view, values),
        "actions": [action],
    }


def block_actions_in_message(
    core: Core, person: str, conversation: Json, message: Json, values: Json, action: Json
) -> Json:
    ephemeral = bool(message.get("is_ephemeral"))
    address = ReplyAddress(
        person,
        conversation["id"],
        core.stamps.now(),
        message_ts=message["ts"],
        thread_ts=message.get("thread_ts"),
        ephemeral=ephemeral,
    )
    payload: Json = {
        "type": "block_actions",
        **_envelope(core, person),
        "api_app_id": APP_ID,
        "container": _message_container(conversation, message),
        "trigger_id": core.keys.trigger(person),
        "channel": _channel(conversation),
        "state": {"values": complete_state(message.get("blocks", []), values)},
        "response_url": response_url(core, "actions", address),
        "actions": [action],
    }
    if not ephemeral:  # Slack keeps no ephemeral message that it could send along
        payload["message"] = message
    return payload


def block_suggestion(core: Core, person: str, place: Json, names: Json, value: str) -> Json:
    """`place` is what view_place or message_place made, `names` the block's and action's ids."""
    return {
        "type": "block_suggestion",
        **_envelope(core, person),
        "api_app_id": APP_ID,
        **names,
        "value": value,
        **place,
    }


def view_place(view: Json) -> Json:
    return {"container": {"type": "view", "view_id": view["id"]}, "view": view}


def message_place(conversation: Json, message: Json) -> Json:
    place = {
        "container": _message_container(conversation, message),
        "channel": _channel(conversation),
    }
    return place if message.get("is_ephemeral") else {**place, "message": message}


def view_submission(core: Core, person: str, view: Json, values: Json) -> Json:
    return {
        "type": "view_submission",
        **_envelope(core, person),
        "api_app_id": APP_ID,
        "trigger_id": core.keys.trigger(person, view["id"]),
        "view": {**view, "state": {"values": values}},
        "response_urls": _response_urls(core, person, view, values),
    }


def view_closed(core: Core, person: str, view: Json, *, is_cleared: bool) -> Json:
    return {
        "type": "view_closed",
        **_envelope(core, person),
        "api_app_id": APP_ID,
        "view": view,
        "is_cleared": is_cleared,
    }


def with_state(view: Json, values: Json) -> Json:
    return {**view, "state": {"values": complete_state(view["blocks"], values)}}


def _envelope(core: Core, person: str) -> Json:
    username = core.workspace.person(person).username
    return {
        "token": _TOKEN,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": person, "username": username, "name": username, "team_id": TEAM_ID},
    }


def _channel_name(conversation: Json) -> str:
    name: str = conversation["name"]
    return _CHANNEL_NAMES.get(conversation["kind"], name)


def _channel(conversation: Json) -> Json:
    return {"id": conversation["id"], "name": _channel_name(conversation)}


def _message_container(conversation: Json, message: Json) -> Json:
    container: Json = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": conversation["id"],
        "is_ephemeral": bool(message.get("is_ephemeral")),
    }
    if message.get("thread_ts"):
        container["thread_ts"] = message["thread_ts"]
    return container


def _response_urls(core: Core, person: str, view: Json, values: Json) -> list[Json]:
    """One for each channel chosen in an input that asked for it."""
    urls = []
    for block in view["blocks"]:
        element = block.get("element", {})
        if not element.get("response_url_enabled"):
            continue
        state = values[block["block_id"]][element["action_id"]]
        channel = state.get("selected_channel") or state.get("selected_conversation")
        if channel:
            address = ReplyAddress(person, channel, core.stamps.now())
            urls.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": channel,
                    "response_url": response_url(core, "app", address),
                }
            )
    return urls
