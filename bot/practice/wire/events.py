"""Events API payloads: what happens in the workspace, told to the app if it subscribed."""

from bot.practice.people import APP_ID, BOT_USER, TEAM_ID
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json

_MESSAGE_EVENTS = {"channel": "message.channels", "private": "message.groups", "dm": "message.im"}
_CHANNEL_TYPES = {"channel": "channel", "private": "group", "dm": "im"}


def home_opened(core: Core, person: str, tab: str = "home") -> None:
    event: Json = {
        "type": "app_home_opened",
        "user": person,
        "channel": core.workspace.dm_of(person)["id"],
        "tab": tab,
        "event_ts": core.stamps.ts(),
    }
    home = core.views.home(person)
    if tab == "home" and home is not None:
        event["view"] = home
    _emit(core, "app_home_opened", event)


def message_posted(core: Core, conversation: Json, message: Json) -> None:
    kind = conversation["kind"]
    if BOT_USER not in conversation["members"]:
        return
    event = {
        **message,
        "channel": conversation["id"],
        "event_ts": message["ts"],
        "channel_type": _CHANNEL_TYPES[kind],
    }
    _emit(core, _MESSAGE_EVENTS[kind], event)
    if kind != "dm" and f"<@{BOT_USER}" in message["text"] and message["user"] != BOT_USER:
        mention = {**event, "type": "app_mention"}
        del mention["channel_type"]
        _emit(core, "app_mention", mention)


def message_touched(
    core: Core, conversation: Json, subtype: str, before: Json, after: Json
) -> None:
    """`subtype` is message_changed or message_deleted; `after` is empty for the latter."""
    kind = conversation["kind"]
    if BOT_USER not in conversation["members"]:
        return
    stamp = core.stamps.ts()
    event: Json = {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": conversation["id"],
        "channel_type": _CHANNEL_TYPES[kind],
        "ts": stamp,
        "event_ts": stamp,
        "previous_message": before,
    }
    if subtype == "message_deleted":
        event["deleted_ts"] = before["ts"]
    else:
        event["message"] = after
    _emit(core, _MESSAGE_EVENTS[kind], event)


def member_joined(core: Core, conversation: Json, user: str, inviter: str | None) -> None:
    event: Json = {
        "type": "member_joined_channel",
        "user": user,
        "channel": conversation["id"],
        "channel_type": "G" if conversation["kind"] == "private" else "C",
        "team": TEAM_ID,
        "event_ts": core.stamps.ts(),
    }
    if inviter is not None:
        event["inviter"] = inviter
    _emit(core, "member_joined_channel", event)


def _emit(core: Core, name: str, event: Json) -> None:
    if name not in core.manifest.events:
        return
    core.sockets.tell(
        {
            "token": "practice",
            "team_id": TEAM_ID,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": core.stamps.new_id("Ev"),
            "event_time": int(core.stamps.now()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": TEAM_ID,
                    "user_id": BOT_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{event['type']}-{TEAM_ID}-{event.get('channel', '')}",
        }
    )
