"""The table of Web API methods: what each needs, and who answers it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.practice import api_chat, api_conversations, api_files, api_people, api_views
from bot.practice.core import Core
from bot.practice.shapes import Json

Run = Callable[[Core, Json], Json]


@dataclass(frozen=True)
class Method:
    run: Run
    required: tuple[str, ...] = ()
    scope: str | None = None


OPEN_METHODS: dict[str, Run] = {"api.test": api_people.api_test}
"""Need no token."""

APP_METHODS: dict[str, Run] = {"apps.connections.open": api_people.open_connection}
"""Need the app-level token."""

METHODS: dict[str, Method] = {
    "auth.test": Method(api_people.auth_test),
    "bots.info": Method(api_people.bot_info, (), "users:read"),
    "chat.delete": Method(api_chat.delete, ("channel", "ts"), "chat:write"),
    "chat.getPermalink": Method(api_chat.permalink, ("channel", "message_ts")),
    "chat.postEphemeral": Method(api_chat.post_ephemeral, ("channel", "user"), "chat:write"),
    "chat.postMessage": Method(api_chat.post_message, ("channel",), "chat:write"),
    "chat.update": Method(api_chat.update, ("channel", "ts"), "chat:write"),
    "conversations.history": Method(api_conversations.history, ("channel",)),
    "conversations.info": Method(api_conversations.info, ("channel",)),
    "conversations.join": Method(api_conversations.join, ("channel",), "channels:join"),
    "conversations.list": Method(api_conversations.list_all),
    "conversations.members": Method(api_conversations.members, ("channel",)),
    "conversations.open": Method(api_conversations.open_dm, (), "im:write"),
    "conversations.replies": Method(api_conversations.replies, ("channel", "ts")),
    "files.completeUploadExternal": Method(api_files.complete, ("files",), "files:write"),
    "files.getUploadURLExternal": Method(api_files.begin, ("filename", "length"), "files:write"),
    "files.info": Method(api_files.info, ("file",), "files:read"),
    "reactions.add": Method(api_chat.react, ("channel", "timestamp", "name"), "reactions:write"),
    "team.info": Method(api_people.team_info, (), "team:read"),
    "usergroups.list": Method(api_people.usergroups, (), "usergroups:read"),
    "users.info": Method(api_people.user_info, ("user",), "users:read"),
    "users.list": Method(api_people.user_list, (), "users:read"),
    "views.open": Method(api_views.open_view, ("trigger_id", "view")),
    "views.publish": Method(api_views.publish, ("user_id", "view")),
    "views.push": Method(api_views.push, ("trigger_id", "view")),
    "views.update": Method(api_views.update, ("view",)),
}
"""Need the bot token, and the scope where one is named."""
