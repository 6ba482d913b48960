"""What the page sees of people, conversations, messages and views."""

from bot.practice.people import BOT_NAME, BOT_USER, Person
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json

_KEPT = ("ts", "user", "text", "blocks", "thread_ts", "reply_count", "app_id", "subtype")


def person_shown(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "title": person.title,
        "role": person.role,
        "tz": person.tz,
        "color": person.color,
        "is_guest": person.is_guest,
        "is_admin": person.is_admin,
    }


def bot_shown() -> Json:
    return {"id": BOT_USER, "name": BOT_NAME, "is_bot": True}


def conversation_shown(core: Core, conversation: Json, person: str) -> Json:
    return {
        "id": conversation["id"],
        "kind": conversation["kind"],
        "name": conversation["name"],
        "topic": conversation["topic"],
        "members": conversation["members"],
        "unread": core.workspace.unread(person, conversation["id"]),
    }


def message_shown(core: Core, message: Json) -> Json:
    shown = {key: message[key] for key in _KEPT if message.get(key) is not None}
    if "blocks" in shown:
        shown["blocks"] = _with_pictures(core, shown["blocks"])
    if message.get("edited"):
        shown["edited"] = True
    if message.get("is_ephemeral"):
        shown["ephemeral"] = True
    if message.get("bot_id"):
        shown["bot"] = True
    if message.get("reactions"):
        shown["reactions"] = message["reactions"]
    if message.get("files"):
        shown["files"] = [file_shown(file) for file in message["files"]]
    return shown


def file_shown(file: Json) -> Json:
    keys = ("id", "name", "title", "mimetype", "size", "alt_txt")
    shown = {key: file[key] for key in keys if key in file}
    shown["url"] = file_path(file)
    return shown


def file_path(file: Json) -> str:
    return f"/files/{file['id']}/{file['name']}"


def view_shown(core: Core, view: Json) -> Json:
    return {**view, "blocks": _with_pictures(core, view["blocks"])}


def _with_pictures(core: Core, value: list[Json]) -> list[Json]:
    return [_picture_in(core, block) for block in value]


def _picture_in(core: Core, holder: Json) -> Json:
    """Slack files get the address they are served from, wherever they stand in a block."""
    shown = dict(holder)
    slack_file = shown.get("slack_file")
    if isinstance(slack_file, dict):
        file_id = slack_file_id(core, slack_file)
        if file_id is not None:
            file = core.files.info(file_id)
            shown["slack_file"] = {"id": file_id, "url": file_path(file)}
    if isinstance(shown.get("accessory"), dict):
        shown["accessory"] = _picture_in(core, shown["accessory"])
    if shown.get("type") == "context":
        shown["elements"] = [_picture_in(core, element) for element in shown["elements"]]
    return shown


def slack_file_id(core: Core, slack_file: Json) -> str | None:
    """The id of a file that an image names by id or by its private address."""
    file_id = slack_file.get("id")
    if file_id is None:
        path = str(slack_file.get("url", "")).removeprefix(core.base_url).strip("/")
        file_id = path.split("/")[1] if path.startswith("files/") else None
    return file_id if isinstance(file_id, str) and core.files.exists(file_id) else None
