"""What people type: escaped and linked as Slack's client does, and Slack's own /invite."""

import re

from bot.practice.people import BOT_NAME, BOT_USER
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json
from bot.practice.wire import events

_MENTION = re.compile(r"(?<!\w)@([\w.-]+)")
_CHANNEL = re.compile(r"(?<!\w)#([\w-]+)")
_BROADCASTS = {"channel", "here", "everyone"}


def escaped(core: Core, text: str) -> str:
    """&, < and > as entities; @names and #channels as Slack's references."""
    return _linked(core, _entities(text))


def command_text(core: Core, text: str, *, mentions: bool) -> str:
    """A command's text keeps names as typed, unless the manifest says should_escape."""
    plain = _entities(text).strip()
    return _linked(core, plain) if mentions else plain


def invite(core: Core, person: str, conversation: Json, rest: str) -> Json:
    """`/invite @Cairn` or `/invite @Elena`: adds a member to a channel."""
    if conversation["kind"] == "dm":
        return {"ok": False, "error": "You can't invite anybody to a direct message."}
    name = rest.strip().removeprefix("@")
    user = _user_named(core, name)
    if user is None:
        return {"ok": False, "error": f"There is nobody called “{name}” here."}
    if core.workspace.join(conversation["id"], user):
        core.pages.send(core.workspace.readers(conversation), "conversations")
        events.member_joined(core, conversation, user, person)
    return {"ok": True}


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _linked(core: Core, text: str) -> str:
    def person(match: re.Match[str]) -> str:
        name = match[1]
        if name in _BROADCASTS:
            return f"<!{name}>"
        user = _user_named(core, name)
        return match[0] if user is None else f"<@{user}>"

    def channel(match: re.Match[str]) -> str:
        found = core.workspace.channel_named(match[1])
        return match[0] if found is None else f"<#{found['id']}|{found['name']}>"

    return _CHANNEL.sub(channel, _MENTION.sub(person, text))


def _user_named(core: Core, name: str) -> str | None:
    if name.casefold() == BOT_NAME.casefold():
        return BOT_USER
    for person in core.workspace.people.values():
        if name.casefold() in {person.name.casefold(), person.id.casefold()}:
            return person.id
    return None
