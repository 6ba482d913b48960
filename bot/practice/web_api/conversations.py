"""Web API: conversations.* ."""

from bot.practice.people import BOT_USER
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError
from bot.practice.wire import events

_READ_SCOPES = {"channel": "channels:read", "private": "groups:read", "dm": "im:read"}
_HISTORY_SCOPES = {"channel": "channels:history", "private": "groups:history", "dm": "im:history"}
_TYPES = {"public_channel": "channel", "private_channel": "private", "im": "dm"}
_MAX_PAGE = 1000


def info(core: Core, given: Json) -> Json:
    conversation = _seen(core, given["channel"])
    _need(core, _READ_SCOPES[conversation["kind"]])
    told = described(core, conversation)
    if given.get("include_num_members") in {True, "true", "1"}:
        told["num_members"] = len(conversation["members"])
    return {"channel": told}


def list_all(core: Core, given: Json) -> Json:
    names = str(given.get("types") or "public_channel").split(",")
    kinds = {_TYPES[name.strip()] for name in names if name.strip() in _TYPES}
    for kind in kinds:
        _need(core, _READ_SCOPES[kind])
    rows = [
        described(core, item)
        for item in core.workspace.conversations.values()
        if item["kind"] in kinds and (item["kind"] == "channel" or BOT_USER in item["members"])
    ]
    page, cursor = paged(rows, given)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


def members(core: Core, given: Json) -> Json:
    conversation = _seen(core, given["channel"])
    _need(core, _READ_SCOPES[conversation["kind"]])
    page, cursor = paged(conversation["members"], given)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def history(core: Core, given: Json) -> Json:
    conversation = _joined(core, given["channel"])
    rows = [
        message
        for message in reversed(core.workspace.messages(conversation["id"]))
        if message.get("thread_ts") in {None, message["ts"]}
        or message.get("subtype") == "thread_broadcast"
    ]
    return _told(_between(rows, given), given)


def replies(core: Core, given: Json) -> Json:
    conversation = _joined(core, given["channel"])
    try:
        parent = core.workspace.message(conversation["id"], given["ts"])
    except SlackError:
        raise SlackError("thread_not_found") from None
    thread: str = parent.get("thread_ts") or parent["ts"]
    root = core.workspace.message(conversation["id"], thread)
    answers = core.workspace.replies(conversation["id"], thread)
    return _told([root, *_between(answers, given)], given)


def join(core: Core, given: Json) -> Json:
    conversation = _seen(core, given["channel"])
    if conversation["kind"] != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if not core.workspace.join(conversation["id"], BOT_USER):
        return {
            "channel": described(core, conversation),
            "warning": "already_in_channel",
            "response_metadata": {"warnings": ["already_in_channel"]},
        }
    core.pages.send(core.workspace.readers(conversation), "conversations")
    events.member_joined(core, conversation, BOT_USER, None)
    return {"channel": described(core, conversation)}


def open_dm(core: Core, given: Json) -> Json:
    people = [name for name in str(given.get("users") or "").split(",") if name]
    if given.get("channel"):
        dm = core.workspace.conversation(given["channel"])
    elif len(people) == 1:
        dm = core.workspace.dm_of(people[0])
    else:
        raise SlackError("invalid_arguments", "one person in users, or a channel, is needed")
    return {"channel": {"id": dm["id"]}, "no_op": True, "already_open": True}


def described(core: Core, conversation: Json) -> Json:
    if conversation["kind"] == "dm":
        return {
            "id": conversation["id"],
            "created": 0,
            "is_im": True,
            "is_archived": False,
            "is_open": True,
            "user": conversation["person"],
        }
    is_private = conversation["kind"] == "private"
    return {
        "id": conversation["id"],
        "name": conversation["name"],
        "name_normalized": conversation["name"],
        "is_channel": not is_private,
        "is_group": is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": is_private,
        "is_archived": False,
        "is_general": conversation["name"] == "general",
        "is_member": BOT_USER in conversation["members"],
        "is_shared": False,
        "is_ext_shared": False,
        "creator": next(iter(core.workspace.people)),
        "created": 0,
        "topic": {"value": conversation["topic"], "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def paged(rows: list[Json], given: Json) -> tuple[list[Json], str]:
    """One page and the cursor of the next, by `limit` and `cursor`."""
    try:
        limit = min(int(given.get("limit") or 100), _MAX_PAGE)
        start = int(given.get("cursor") or 0)
    except ValueError:
        raise SlackError("invalid_cursor") from None
    if limit < 1 or start < 0:
        raise SlackError("invalid_limit")
    end = start + limit
    return rows[start:end], str(end) if end < len(rows) else ""


def _seen(core: Core, channel: str) -> Json:
    """What exists as far as the app may know."""
    conversation = core.workspace.conversation(channel)
    if conversation["kind"] == "private" and BOT_USER not in conversation["members"]:
        raise SlackError("channel_not_found")
    return conversation


def _joined(core: Core, channel: str) -> Json:
    conversation = _seen(core, channel)
    _need(core, _HISTORY_SCOPES[conversation["kind"]])
    if BOT_USER not in conversation["members"]:
        raise SlackError("not_in_channel")
    return conversation


def _need(core: Core, scope: str) -> None:
    if scope not in core.manifest.scopes:
        raise SlackError("missing_scope", needed=scope, provided=",".join(core.manifest.scopes))


def _between(rows: list[Json], given: Json) -> list[Json]:
    try:
        oldest, latest = float(given.get("oldest") or 0), float(given.get("latest") or "inf")
    except ValueError:
        raise SlackError("invalid_ts_oldest") from None
    inclusive = given.get("inclusive") in {True, "true", "1"}
    return [
        row
        for row in rows
        if oldest < float(row["ts"]) < latest
        or (inclusive and float(row["ts"]) in {oldest, latest})
    ]


def _told(rows: list[Json], given: Json) -> Json:
    page, cursor = paged(rows, given)
    if given.get("include_all_metadata") not in {True, "true", "1"}:
        page = [{key: row[key] for key in row if key != "metadata"} for row in page]
    return {
        "messages": page,
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }
