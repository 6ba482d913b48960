"""Web API: files.* and the address the bytes are sent to."""

from aiohttp import web

from bot.practice.page_api.objects import file_path
from bot.practice.people import BOT_USER
from bot.practice.state import posting
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError

_MAX_ALT = 1000


def begin(core: Core, given: Json) -> Json:
    try:
        length = int(given["length"])
    except ValueError:
        raise SlackError("invalid_arguments", "length must be a number") from None
    if length <= 0:
        raise SlackError("invalid_arguments", "length must be more than 0")
    alt_txt = given.get("alt_txt")
    if alt_txt is not None and len(alt_txt) > _MAX_ALT:
        raise SlackError("alt_txt_too_large")
    file_id, secret = core.files.begin(given["filename"], length, alt_txt)
    return {"file_id": file_id, "upload_url": f"{core.base_url}upload/v1/{secret}"}


async def receive(core: Core, request: web.Request) -> web.Response:
    """Raw bytes or a multipart form with one file, as Slack takes both."""
    if request.content_type.startswith("multipart/"):
        fields = [
            value for value in (await request.post()).values() if isinstance(value, web.FileField)
        ]
        content = fields[0].file.read() if fields else b""
    else:
        content = await request.read()
    try:
        core.files.receive(request.match_info["secret"], content)
    except SlackError as error:
        return web.Response(status=400, text=error.code)
    return web.Response(text=f"OK - {len(content)}")


def complete(core: Core, given: Json) -> Json:
    wanted = given["files"]
    if not isinstance(wanted, list) or not all(isinstance(item, dict) for item in wanted):
        raise SlackError("invalid_arguments", "files must be a list of objects")
    conversation = _share_target(core, given)
    blocks = given.get("blocks")
    if conversation is not None and blocks:
        posting.checked_content(core, given.get("initial_comment"), blocks)
    done = [core.files.complete(str(item.get("id")), item.get("title")) for item in wanted]
    if conversation is not None:
        share(core, conversation, done, given)
    return {"files": [described(core, file) for file in done]}


def info(core: Core, given: Json) -> Json:
    return {"file": described(core, core.files.info(given["file"])), "comments": []}


def described(core: Core, file: Json) -> Json:
    address = core.base_url.rstrip("/") + file_path(file)
    return {
        **file,
        "url_private": address,
        "url_private_download": address,
        "permalink": address,
    }


def shared_in(file: Json, conversation: Json) -> None:
    """Notes on a file that a conversation has it."""
    places = {"channel": "channels", "private": "groups", "dm": "ims"}[conversation["kind"]]
    file[places].append(conversation["id"])
    file["is_public"] = file["is_public"] or conversation["kind"] == "channel"


def _share_target(core: Core, given: Json) -> Json | None:
    channel = given.get("channel_id") or str(given.get("channels") or "").split(",")[0]
    if not channel:
        return None
    conversation = core.workspace.conversation(channel)
    if BOT_USER not in conversation["members"]:
        raise SlackError("not_in_channel")
    return conversation


def share(core: Core, conversation: Json, files: list[Json], given: Json) -> None:
    """A message with the files in a conversation."""
    message = posting.bot_message(core, given.get("initial_comment"), given.get("blocks"))
    message["subtype"] = "file_share"
    if given.get("thread_ts"):
        message["thread_ts"] = given["thread_ts"]
    for file in files:
        shared_in(file, conversation)
        shares = file.setdefault("shares", {}).setdefault(
            "public" if conversation["kind"] == "channel" else "private", {}
        )
        shares[conversation["id"]] = [{"ts": message["ts"]}]
    message["files"] = [described(core, file) for file in files]
    posting.post(core, conversation, message)
