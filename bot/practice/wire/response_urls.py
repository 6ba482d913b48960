"""Response URLs: answers to an interaction, without a token, a few times, for a while."""

from aiohttp import web

from bot.practice.state import posting
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError
from bot.practice.wire.triggers import ReplyAddress

_GONE = {"used_url", "expired_url", "invalid_url"}


async def serve(core: Core, request: web.Request) -> web.Response:
    person: str | None = None
    try:
        given = await _body(request)
        address = core.keys.reply(request.match_info["secret"])
        person = address.person
        _answer(core, address, given)
    except SlackError as error:
        core.complain("An answer by response_url", error.code, error.messages, person)
        status = 404 if error.code in _GONE else 400
        return web.json_response(error.answer(), status=status)
    return web.Response(text="ok")


async def _body(request: web.Request) -> Json:
    try:
        given = await request.json()
    except ValueError:
        raise SlackError("invalid_payload") from None
    if not isinstance(given, dict):
        raise SlackError("invalid_payload")
    return given


def _answer(core: Core, address: ReplyAddress, given: Json) -> None:
    if given.get("delete_original"):
        _delete(core, address)
        return
    text, blocks = given.get("text"), given.get("blocks")
    posting.checked_content(core, text, blocks)
    if given.get("replace_original") and address.message_ts is not None:
        _replace(core, address, text, blocks)
    else:
        _say(core, address, given)


def _say(core: Core, address: ReplyAddress, given: Json) -> None:
    message = posting.bot_message(core, given.get("text"), given.get("blocks"))
    thread_ts = given.get("thread_ts") or address.thread_ts
    if thread_ts:
        message["thread_ts"] = thread_ts
    if given.get("metadata"):
        message["metadata"] = given["metadata"]
    if given.get("response_type", "ephemeral") == "in_channel":
        posting.post(core, core.workspace.conversation(address.channel), message)
    else:
        posting.post_ephemeral(core, address.person, address.channel, message)


def _replace(
    core: Core, address: ReplyAddress, text: str | None, blocks: list[Json] | None
) -> None:
    ts = str(address.message_ts)
    if address.ephemeral:
        content = (text, blocks)
        posting.change_ephemeral(core, address.person, address.channel, ts, content)
        return
    conversation = core.workspace.conversation(address.channel)
    message = core.workspace.message(address.channel, ts)
    posting.change(core, conversation, message, text or "", blocks or [])


def _delete(core: Core, address: ReplyAddress) -> None:
    if address.message_ts is None:
        raise SlackError("message_not_found", "this address came with no message to delete")
    if address.ephemeral:
        posting.remove_ephemeral(core, address.person, address.channel, address.message_ts)
        return
    conversation = core.workspace.conversation(address.channel)
    message = core.workspace.message(address.channel, address.message_ts)
    posting.remove(core, conversation, message)
