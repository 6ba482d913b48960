"""The page's questions: what a person sees."""

from bot.practice.page_api.finding import conversation_of, person_of
from bot.practice.page_api.objects import (
    bot_shown,
    conversation_shown,
    message_shown,
    person_shown,
    view_shown,
)
from bot.practice.people import TEAM_ID, TEAM_NAME
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json
from bot.practice.wire import events


async def workspace(core: Core, _given: Json) -> Json:
    manifest = core.manifest
    command_keys = ("command", "description", "usage_hint")
    shortcut_keys = ("name", "type", "callback_id", "description")
    return {
        "team": {"id": TEAM_ID, "name": TEAM_NAME},
        "people": [person_shown(person) for person in core.workspace.people.values()],
        "bot": bot_shown(),
        "commands": [_only(entry, command_keys) for entry in manifest.commands],
        "shortcuts": [_only(entry, shortcut_keys) for entry in manifest.shortcuts],
        "connected": core.sockets.connected,
    }


async def conversations(core: Core, given: Json) -> Json:
    person = person_of(core, given)
    listed = core.workspace.listed_for(person)
    return {"conversations": [conversation_shown(core, item, person) for item in listed]}


async def messages(core: Core, given: Json) -> Json:
    person, conversation = person_of(core, given), conversation_of(core, given)
    channel = conversation["id"]
    thread_ts = given.get("thread_ts")
    if thread_ts:
        parent = core.workspace.message(channel, thread_ts)
        kept = [parent, *core.workspace.replies(channel, thread_ts)]
    else:
        kept = [row for row in core.workspace.messages(channel) if not _is_hidden_reply(row)]
        if core.workspace.mark_read(person, channel):
            core.pages.send([person], "conversations")
    own = core.workspace.ephemerals(person, channel).values()
    kept += [row for row in own if row.get("thread_ts") == (thread_ts or None)]
    kept.sort(key=lambda row: float(row["ts"]))
    return {"messages": [message_shown(core, row) for row in kept]}


async def home(core: Core, given: Json) -> Json:
    person = person_of(core, given)
    events.home_opened(core, person)
    view = core.views.home(person)
    return {"view": None if view is None else view_shown(core, view)}


def _is_hidden_reply(message: Json) -> bool:
    is_reply = message.get("thread_ts") not in {None, message["ts"]}
    return is_reply and message.get("subtype") != "thread_broadcast"


def _only(entry: Json, keys: tuple[str, ...]) -> Json:
    return {key: entry.get(key, "") for key in keys}
