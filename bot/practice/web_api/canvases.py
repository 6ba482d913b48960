"""Web API: canvases.create and canvases.edit, as far as a whole canvas is concerned."""

from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError
from bot.practice.web_api import uploads

# Slack's own limit of a canvas's markdown.
_MOST = 1_048_576
_TITLE = "Untitled"


def create(core: Core, given: Json) -> Json:
    """A canvas in a channel. In Slack it is a tab there; here a message holds it as a file."""
    content = _markdown(given.get("document_content"))
    channel = given.get("channel_id")
    if not channel:
        raise SlackError("free_teams_cannot_create_non_tabbed_canvases")
    conversation = core.workspace.conversation(channel)
    title = str(given.get("title") or _TITLE)
    canvas_id, secret = core.files.begin(f"{title}.md", max(1, len(content)), None)
    core.files.receive(secret, content or b"\n")
    file = core.files.complete(canvas_id, title)
    file["filetype"] = "quip"  # as Slack calls canvases
    uploads.share(core, conversation, [file], {"initial_comment": f"Canvas: {title}"})
    return {"canvas_id": canvas_id}


def edit(core: Core, given: Json) -> Json:
    """Replaces all that is in a canvas; parts of one are not known here."""
    changes = given["changes"]
    if not isinstance(changes, list) or len(changes) != 1 or not isinstance(changes[0], dict):
        raise SlackError("invalid_arguments", "changes must be a list of one object")
    (change,) = changes
    if change.get("operation") != "replace" or change.get("section_id"):
        raise SlackError("invalid_arguments", "only a whole canvas can be replaced here")
    canvas_id = str(given["canvas_id"])
    if not core.files.exists(canvas_id) or core.files.info(canvas_id)["filetype"] != "quip":
        raise SlackError("canvas_not_found")
    core.files.rewrite(canvas_id, _markdown(change.get("document_content")) or b"\n")
    return {}


def _markdown(content: object) -> bytes:
    if content is None:
        return b""
    if not isinstance(content, dict) or content.get("type") != "markdown":
        raise SlackError("invalid_arguments", "document_content must be of the type markdown")
    text = content.get("markdown")
    if not isinstance(text, str) or len(text) > _MOST:
        raise SlackError("invalid_arguments", f"markdown must be a text of at most {_MOST}")
    return text.encode()
