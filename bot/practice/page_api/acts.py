"""The page's requests: what a person does."""

from bot.practice.page_api import attachments, typed
from bot.practice.page_api.finding import clickable_message, conversation_of, person_of, view_of
from bot.practice.page_api.objects import message_shown
from bot.practice.state import posting
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json
from bot.practice.wire import deliver, interactions
from bot.practice.wire.submitting import submit as submit_form


async def message(core: Core, given: Json) -> Json:
    person, conversation = person_of(core, given), conversation_of(core, given)
    if conversation["kind"] == "dm" and not core.manifest.people_may_write:
        return deliver.refusal("Sending messages to this app has been turned off.")
    text = typed.escaped(core, str(given.get("text", ""))).strip()
    files = attachments.posted(core, person, conversation, given.get("files"))
    if not text and not files:
        return deliver.refusal("A message needs some text.")
    message = posting.person_message(core, person, text)
    if not text:
        del message["blocks"]
    if files:
        message |= {"files": files, "subtype": "file_share", "upload": True}
    if given.get("thread_ts"):
        parent = core.workspace.message(conversation["id"], given["thread_ts"])
        message["thread_ts"] = parent.get("thread_ts", parent["ts"])
    posting.post(core, conversation, message)
    return {"ok": True, "message": message_shown(core, message)}


async def command(core: Core, given: Json) -> Json:
    person, conversation = person_of(core, given), conversation_of(core, given)
    word, rest = [*str(given.get("text", "")).split(maxsplit=1), "", ""][:2]
    if word == "/invite":
        return typed.invite(core, person, conversation, rest)
    entry = core.manifest.command(word)
    if entry is None:
        return deliver.refusal(f"{word} is not a valid command.")
    text = typed.command_text(core, rest, mentions=bool(entry.get("should_escape")))
    return await deliver.command(core, person, conversation, word, text)


async def shortcut(core: Core, given: Json) -> Json:
    person = person_of(core, given)
    entry = core.manifest.shortcut(str(given.get("callback_id")))
    if entry is None:
        return deliver.refusal("There is no such shortcut.")
    if entry["type"] == "global":
        payload = interactions.shortcut(core, person, entry["callback_id"])
    else:
        conversation = conversation_of(core, given)
        message = core.workspace.message(conversation["id"], str(given.get("message_ts")))
        payload = interactions.message_action(
            core, person, entry["callback_id"], conversation, message
        )
    return await deliver.shortcut(core, payload)


async def action(core: Core, given: Json) -> Json:
    person = person_of(core, given)
    values = (given.get("state") or {}).get("values") or {}
    sent = given.get("action") or {}
    names = (str(given.get("block_id")), str(sent.get("action_id")))
    if given.get("view_id"):
        view = view_of(core, person, given["view_id"])
        block, element = deliver.find_element(view["blocks"], *names)
        action = deliver.acted(core, block, element, sent)
        payload = interactions.block_actions_in_view(core, person, view, values, action)
    else:
        conversation, message = clickable_message(core, person, given)
        block, element = deliver.find_element(message.get("blocks", []), *names)
        action = deliver.acted(core, block, element, sent)
        payload = interactions.block_actions_in_message(
            core, person, conversation, message, values, action
        )
    return await deliver.action(core, payload)


async def options(core: Core, given: Json) -> Json:
    person = person_of(core, given)
    value = str(given.get("value", ""))
    names = {"block_id": str(given.get("block_id")), "action_id": str(given.get("action_id"))}
    if given.get("view_id"):
        view = view_of(core, person, given["view_id"])
        blocks, place = view["blocks"], interactions.view_place(view)
    else:
        conversation, message = clickable_message(core, person, given)
        blocks = message.get("blocks", [])
        place = interactions.message_place(conversation, message)
    _, element = deliver.find_element(blocks, names["block_id"], names["action_id"])
    if len(value) < element.get("min_query_length", 3):
        return {"options": []}
    payload = interactions.block_suggestion(core, person, place, names, value)
    return await deliver.options(core, payload)


async def submit(core: Core, given: Json) -> Json:
    person = person_of(core, given)
    view = view_of(core, person, str(given.get("view_id")))
    values = (given.get("state") or {}).get("values") or {}
    return await submit_form(core, person, view, values)


async def close(core: Core, given: Json) -> Json:
    person = person_of(core, given)
    view = view_of(core, person, str(given.get("view_id")))
    if view["clear_on_close"]:
        gone = core.views.clear(person)
    else:
        gone = core.views.close(person, view["id"])
    core.pages.send([person], "views_closed", view_ids=[item["id"] for item in gone])
    for item in gone:
        deliver.closed(core, person, item, is_cleared=bool(view["clear_on_close"]))
    return {"ok": True}
