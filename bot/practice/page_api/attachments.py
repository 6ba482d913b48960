"""Files that people post or send with a form: kept as Slack keeps uploads, and described."""

import base64
import binascii

from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError
from bot.practice.web_api.uploads import described, shared_in

_MOST = 10


def posted(core: Core, person: str, conversation: Json, given: object) -> list[Json]:
    """The files of a message, as the message and its event hold them."""
    files = [_kept(core, person, each) for each in _listed(given)]
    for file in files:
        shared_in(file, conversation)
    return [described(core, file) for file in files]


def of_form(core: Core, person: str, values: Json) -> None:
    """Puts real files in place of what the page sent for a form's file fields."""
    for elements in values.values():
        for state in elements.values():
            if state["type"] == "file_input":
                files = [_kept(core, person, each) for each in _listed(state["files"])]
                state["files"] = [described(core, file) for file in files]


def _listed(given: object) -> list[Json]:
    if given is None:
        return []
    if not isinstance(given, list) or len(given) > _MOST:
        raise SlackError("invalid_arguments", f"files must be a list of at most {_MOST}")
    return given


def _kept(core: Core, person: str, sent: Json) -> Json:
    try:
        content = base64.b64decode(str(sent["content"]), validate=True)
        return core.files.add(str(sent["name"]), content, person)
    except (KeyError, TypeError, binascii.Error):
        raise SlackError(
            "invalid_arguments", "a file needs a name, and content in base64"
        ) from None
