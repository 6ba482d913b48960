"""Web API: chat.* and reactions.add."""

from bot.practice.people import BOT_USER
from bot.practice.state import posting
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError

_MAX_EVENT_TYPE = 255


def post_message(core: Core, given: Json) -> Json:
    conversation = _target(core, given["channel"])
    _refuse_stranger(core, conversation)
    warnings = posting.checked_content(core, given.get("text"), given.get("blocks"))
    message = posting.bot_message(core, given.get("text"), given.get("blocks"))
    _add_thread(core, conversation, given, message)
    if given.get("metadata") is not None:
        message["metadata"] = _checked_metadata(given["metadata"])
    posting.post(core, conversation, message)
    answer: Json = {"channel": conversation["id"], "ts": message["ts"], "message": message}
    if warnings:
        answer |= {"warning": ",".join(warnings), "response_metadata": {"warnings": warnings}}
    return answer


def post_ephemeral(core: Core, given: Json) -> Json:
    conversation = _target(core, given["channel"])
    _refuse_outsider(conversation)
    if given["user"] not in core.workspace.people:
        raise SlackError("user_not_found")
    if given["user"] not in conversation["members"]:
        raise SlackError("user_not_in_channel")
    posting.checked_content(core, given.get("text"), given.get("blocks"))
    message = posting.bot_message(core, given.get("text"), given.get("blocks"))
    _add_thread(core, conversation, given, message)
    posting.post_ephemeral(core, given["user"], conversation["id"], message)
    return {"message_ts": message["ts"]}


def update(core: Core, given: Json) -> Json:
    conversation = core.workspace.conversation(given["channel"])
    message = core.workspace.message(conversation["id"], given["ts"])
    if message["user"] != BOT_USER:
        raise SlackError("cant_update_message")
    text, blocks = given.get("text"), given.get("blocks")
    kept_text = message["text"] if text is None else text
    if text is None and blocks is None:
        raise SlackError("no_text")
    posting.checked_content(core, kept_text, blocks)
    if given.get("metadata") is not None:
        message["metadata"] = _checked_metadata(given["metadata"])
    posting.change(core, conversation, message, text, blocks)
    return {
        "channel": conversation["id"],
        "ts": message["ts"],
        "text": message["text"],
        "message": message,
    }


def delete(core: Core, given: Json) -> Json:
    conversation = core.workspace.conversation(given["channel"])
    message = core.workspace.message(conversation["id"], given["ts"])
    if message["user"] != BOT_USER:
        raise SlackError("cant_delete_message")
    posting.remove(core, conversation, message)
    return {"channel": conversation["id"], "ts": given["ts"]}


def permalink(core: Core, given: Json) -> Json:
    conversation = core.workspace.conversation(given["channel"])
    message = core.workspace.message(conversation["id"], given["message_ts"])
    return {"channel": conversation["id"], "permalink": link_to(core, conversation, message)}


def link_to(core: Core, conversation: Json, message: Json) -> str:
    stamp = message["ts"].replace(".", "")
    link = f"{core.base_url}archives/{conversation['id']}/p{stamp}"
    thread = message.get("thread_ts")
    if thread is not None and thread != message["ts"]:
        link += f"?thread_ts={thread}&cid={conversation['id']}"
    return link


def react(core: Core, given: Json) -> Json:
    conversation = core.workspace.conversation(given["channel"])
    _refuse_outsider(conversation)
    message = core.workspace.message(conversation["id"], given["timestamp"])
    reactions: list[Json] = message.setdefault("reactions", [])
    entry = next((item for item in reactions if item["name"] == given["name"]), None)
    if entry is None:
        entry = {"name": given["name"], "users": [], "count": 0}
        reactions.append(entry)
    if BOT_USER in entry["users"]:
        raise SlackError("already_reacted")
    entry["users"].append(BOT_USER)
    entry["count"] += 1
    core.workspace.changed()
    posting.show_change(core, conversation, message)
    return {}


def _target(core: Core, channel: str) -> Json:
    """A conversation by id or name, or the direct message with a person."""
    if channel in core.workspace.people:
        return core.workspace.dm_of(channel)
    return core.workspace.conversation(channel)


def _refuse_stranger(core: Core, conversation: Json) -> None:
    """Public channels take a stranger's message when chat:write.public was granted."""
    kind = conversation["kind"]
    if kind == "dm" and not core.manifest.has_messages_tab:
        raise SlackError("messages_tab_disabled")
    if kind == "channel" and "chat:write.public" in core.manifest.scopes:
        return
    _refuse_outsider(conversation)


def _refuse_outsider(conversation: Json) -> None:
    if BOT_USER in conversation["members"]:
        return
    # A private channel the app is not in is not there at all, as far as Slack tells it.
    raise SlackError("channel_not_found" if conversation["kind"] == "private" else "not_in_channel")


def _add_thread(core: Core, conversation: Json, given: Json, message: Json) -> None:
    thread_ts = given.get("thread_ts")
    if not thread_ts:
        return
    try:
        parent = core.workspace.message(conversation["id"], thread_ts)
    except SlackError:
        raise SlackError("thread_not_found") from None
    message["thread_ts"] = parent.get("thread_ts", parent["ts"])
    if given.get("reply_broadcast") in {True, "true", "1"}:
        message["subtype"] = "thread_broadcast"


def _checked_metadata(value: object) -> Json:
    if not isinstance(value, dict):
        raise SlackError("invalid_metadata_format")
    kind, payload = value.get("event_type"), value.get("event_payload")
    if not isinstance(kind, str) or not 1 <= len(kind) <= _MAX_EVENT_TYPE:
        raise SlackError("invalid_metadata_schema", "event_type must be a short string")
    if not isinstance(payload, dict):
        raise SlackError("invalid_metadata_schema", "event_payload must be an object")
    return value
