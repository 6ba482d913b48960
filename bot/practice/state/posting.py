"""Messages come, change and go: kept, shown to those who may see them, told to the app."""

import copy

from bot.practice.limits import message_faults
from bot.practice.page_api.objects import message_shown, slack_file_id
from bot.practice.people import APP_ID, BOT_ID, BOT_NAME, BOT_USER, TEAM_ID
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError, finished_blocks, short_id
from bot.practice.wire import events

MAX_TEXT = 40_000


def checked_content(core: Core, text: object, blocks: list[Json] | None) -> list[str]:
    """Refuse what Slack refuses; returns warnings."""
    if text is not None and not isinstance(text, str):
        raise SlackError("invalid_arguments", "text must be a string")
    if not (text or "").strip() and not blocks:
        raise SlackError("no_text")
    if text is not None and len(text) > MAX_TEXT:
        raise SlackError("msg_too_long")
    if not blocks:
        return []
    refuse_bad_pictures(core, blocks, message_faults(blocks))
    if text:
        return []
    if core.require_text:
        raise SlackError("invalid_arguments", "text is missing: blocks need a fallback for reading")
    return ["missing_text_in_message"]


def refuse_bad_pictures(core: Core, blocks: list[Json], faults: list[str]) -> None:
    """Raise for faults found already, or for an image that names a file nobody uploaded."""
    if not faults:
        for index, block in enumerate(blocks):
            for holder in (block, block.get("accessory"), *block.get("elements", [])):
                named = holder.get("slack_file") if isinstance(holder, dict) else None
                if named is not None and slack_file_id(core, named) is None:
                    faults.append(f"invalid slack file [json-pointer:/blocks/{index}/slack_file]")
    if faults:
        raise SlackError("invalid_blocks", *faults)


def bot_message(core: Core, text: str | None, blocks: list[Json] | None) -> Json:
    message: Json = {
        "type": "message",
        "user": BOT_USER,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "team": TEAM_ID,
        "ts": core.stamps.ts(),
        "text": text or "",
        "bot_profile": {"id": BOT_ID, "app_id": APP_ID, "name": BOT_NAME, "team_id": TEAM_ID},
    }
    if blocks:
        message["blocks"] = finished_blocks(blocks)
    return message


def person_message(core: Core, person: str, text: str) -> Json:
    """What somebody typed, with the rich text that Slack's editor makes of it."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {
        "type": "message",
        "client_msg_id": core.stamps.new_id("m"),
        "user": person,
        "team": TEAM_ID,
        "ts": core.stamps.ts(),
        "text": text,
        "blocks": [{"type": "rich_text", "block_id": short_id(), "elements": [section]}],
    }


def post(core: Core, conversation: Json, message: Json) -> None:
    channel = conversation["id"]
    parent = core.workspace.add_message(channel, message)
    readers = core.workspace.readers(conversation)
    core.pages.send(readers, "message", channel=channel, message=message_shown(core, message))
    if parent is not None:
        show_change(core, conversation, parent)
    core.pages.send(readers, "conversations")
    events.message_posted(core, conversation, message)


def show_change(core: Core, conversation: Json, message: Json) -> None:
    core.pages.send(
        core.workspace.readers(conversation),
        "message_changed",
        channel=conversation["id"],
        message=message_shown(core, message),
    )


def post_ephemeral(core: Core, person: str, channel: str, message: Json) -> None:
    message["is_ephemeral"] = True
    core.workspace.ephemerals(person, channel)[message["ts"]] = message
    shown = message_shown(core, message)
    core.pages.send([person], "ephemeral", channel=channel, message=shown)


def change(
    core: Core, conversation: Json, message: Json, text: str | None, blocks: list[Json] | None
) -> None:
    """New content for a message; None keeps what is there, an empty list removes the blocks."""
    before = copy.deepcopy(message)
    _apply(message, text, blocks)
    if text is not None and not message.get("blocks") and before["text"] != text:
        message["edited"] = {"user": BOT_USER, "ts": core.stamps.ts()}
    core.workspace.changed()
    show_change(core, conversation, message)
    events.message_touched(core, conversation, "message_changed", before, message)


def change_ephemeral(
    core: Core, person: str, channel: str, ts: str, content: tuple[str | None, list[Json] | None]
) -> None:
    message = core.workspace.ephemerals(person, channel).get(ts)
    if message is None:
        raise SlackError("message_not_found")
    text, blocks = content
    _apply(message, text or "", blocks or [])
    shown = message_shown(core, message)
    core.pages.send([person], "ephemeral_changed", channel=channel, message=shown)


def remove(core: Core, conversation: Json, message: Json) -> None:
    """A message with replies leaves a tombstone, so that its thread stays readable."""
    channel, before = conversation["id"], copy.deepcopy(message)
    if message.get("reply_count"):
        for key in ("blocks", "files", "metadata", "bot_id", "app_id"):
            message.pop(key, None)
        message.update(text="This message was deleted.", subtype="tombstone", hidden=True)
        core.workspace.changed()
        show_change(core, conversation, message)
    else:
        core.workspace.remove_message(channel, message["ts"])
        readers = core.workspace.readers(conversation)
        core.pages.send(readers, "message_deleted", channel=channel, ts=message["ts"])
    events.message_touched(core, conversation, "message_deleted", before, {})


def remove_ephemeral(core: Core, person: str, channel: str, ts: str) -> None:
    if core.workspace.ephemerals(person, channel).pop(ts, None) is None:
        raise SlackError("message_not_found")
    core.pages.send([person], "ephemeral_deleted", channel=channel, ts=ts)


def _apply(message: Json, text: str | None, blocks: list[Json] | None) -> None:
    if text is not None:
        message["text"] = text
    if blocks is not None:
        message.pop("blocks", None)
        if blocks:
            message["blocks"] = finished_blocks(blocks)
