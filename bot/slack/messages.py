"""The message that a shortcut was used on: its words, and where it stands."""

from collections.abc import Mapping
from typing import Any

from bot.slack import markup
from commands.request import Message, PostedFile

Payload = Mapping[str, Any]


def used_on(body: Payload) -> Message | None:
    """The message whose menu was used; None for shortcuts that are not about one."""
    message = body.get("message")
    if not message:
        return None
    return Message(
        markup.in_plain_words(_told(message)),
        message.get("user"),
        message["ts"],
        _permalink(body),
        _thread(message),
        posted_files(message),
    )


def sent(event: Payload) -> Message:
    """A message for Cairn, as the event tells of it."""
    words = markup.in_plain_words(_told(event))
    return Message(words, event.get("user"), event["ts"], None, _thread(event), posted_files(event))


def posted_files(message: Payload) -> tuple[PostedFile, ...]:
    """The files in a message; of one from another workspace Slack tells no name."""
    return tuple(
        PostedFile(str(file["id"]), str(file.get("name") or file.get("title") or ""))
        for file in message.get("files") or ()
        if file.get("id")
    )


def _told(message: Payload) -> str:
    """A message's words; integrations often put them into an attachment."""
    attached = [
        str(part)
        for attachment in message.get("attachments") or ()
        for part in (attachment.get("title"), attachment.get("text"))
        if part
    ]
    return str(message.get("text") or "") or "\n".join(attached)


def _thread(message: Payload) -> str | None:
    """The message it replies to; Slack marks the head of a thread with its own name."""
    thread = message.get("thread_ts")
    return str(thread) if thread and thread != message["ts"] else None


def _permalink(body: Payload) -> str | None:
    """Where the message stands, as "Copy link" in Slack writes it."""
    domain = (body.get("team") or {}).get("domain")
    channel = (body.get("channel") or {}).get("id")
    if not (domain and channel):
        return None
    message = body["message"]
    link = f"https://{domain}.slack.com/archives/{channel}/p{message['ts'].replace('.', '')}"
    thread = _thread(message)
    return f"{link}?thread_ts={thread}&cid={channel}" if thread else link
