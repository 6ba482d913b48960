"""The table of Web API methods: what each needs, and who answers it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.practice.state.core import Core
from bot.practice.state.shapes import Json
from bot.practice.web_api import canvases, chat, conversations, people, uploads, views

Run = Callable[[Core, Json], Json]


@dataclass(frozen=True)
class Method:
    run: Run
    required: tuple[str, ...] = ()
    scope: str | None = None


OPEN_METHODS: dict[str, Run] = {"api.test": people.api_test}
"""Need no token."""

APP_METHODS: dict[str, Run] = {"apps.connections.open": people.open_connection}
"""Need the app-level token."""

METHODS: dict[str, Method] = {
    "auth.test": Method(people.auth_test),
    "bots.info": Method(people.bot_info, (), "users:read"),
    "canvases.create": Method(canvases.create, (), "canvases:write"),
    "canvases.edit": Method(canvases.edit, ("canvas_id", "changes"), "canvases:write"),
    "chat.delete": Method(chat.delete, ("channel", "ts"), "chat:write"),
    "chat.getPermalink": Method(chat.permalink, ("channel", "message_ts")),
    "chat.postEphemeral": Method(chat.post_ephemeral, ("channel", "user"), "chat:write"),
    "chat.postMessage": Method(chat.post_message, ("channel",), "chat:write"),
    "chat.update": Method(chat.update, ("channel", "ts"), "chat:write"),
    "conversations.history": Method(conversations.history, ("channel",)),
    "conversations.info": Method(conversations.info, ("channel",)),
    "conversations.join": Method(conversations.join, ("channel",), "channels:join"),
    "conversations.list": Method(conversations.list_all),
    "conversations.members": Method(conversations.members, ("channel",)),
    "conversations.open": Method(conversations.open_dm, (), "im:write"),
    "conversations.replies": Method(conversations.replies, ("channel", "ts")),
    "files.completeUploadExternal": Method(uploads.complete, ("files",), "files:write"),
    "files.getUploadURLExternal": Method(uploads.begin, ("filename", "length"), "files:write"),
    "files.info": Method(uploads.info, ("file",), "files:read"),
    "reactions.add": Method(chat.react, ("channel", "timestamp", "name"), "reactions:write"),
    "team.info": Method(people.team_info, (), "team:read"),
    "usergroups.list": Method(people.usergroups, (), "usergroups:read"),
    "users.info": Method(people.user_info, ("user",), "users:read"),
    "users.list": Method(people.user_list, (), "users:read"),
    "views.open": Method(views.open_view, ("trigger_id", "view")),
    "views.publish": Method(views.publish, ("user_id", "view")),
    "views.push": Method(views.push, ("trigger_id", "view")),
    "views.update": Method(views.update, ("view",)),
}
"""Need the bot token, and the scope where one is named."""
