"""Finds what a page's request names: its person, and what that person may see."""

from bot.practice.people import BOT_USER
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError


def person_of(core: Core, given: Json) -> str:
    return core.workspace.person(str(given.get("person"))).id


def conversation_of(core: Core, given: Json) -> Json:
    conversation = core.workspace.conversation(str(given.get("channel")))
    if person_of(core, given) not in conversation["members"]:
        raise SlackError("channel_not_found")
    return conversation


def view_of(core: Core, person: str, view_id: str) -> Json:
    owner, view = core.views.find(view_id)
    if owner != person:
        raise SlackError("not_found")
    return view


def clickable_message(core: Core, person: str, given: Json) -> tuple[Json, Json]:
    conversation, ts = conversation_of(core, given), str(given.get("message_ts"))
    own = core.workspace.ephemerals(person, conversation["id"]).get(ts)
    message = own or core.workspace.message(conversation["id"], ts)
    if message["user"] != BOT_USER:
        raise SlackError("not_found", "only the app's own messages can be clicked")
    return conversation, message
