"""A form is submitted: the client's own checks, the app's ack, and what it does to the stack."""

from bot.practice.page_api import attachments
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError
from bot.practice.web_api import views
from bot.practice.wire import interactions
from bot.practice.wire.deliver import TROUBLE, refusal
from bot.practice.wire.form_state import complete_state, field_errors
from bot.practice.wire.socket_mode import NotAcknowledgedError


async def submit(core: Core, person: str, view: Json, given: Json) -> Json:
    values = complete_state(view["blocks"], given)
    errors = field_errors(view["blocks"], values)
    if errors:
        return {"ok": False, "errors": errors}
    attachments.of_form(core, person, values)
    payload = interactions.view_submission(core, person, view, values)
    try:
        ack = await core.sockets.ask("interactive", payload)
    except NotAcknowledgedError:
        return refusal(TROUBLE)
    try:
        return _obey(core, person, view, ack)
    except SlackError as error:
        core.complain("The answer to a form", error.code, error.messages, person)
        return refusal(TROUBLE)


def _obey(core: Core, person: str, view: Json, ack: Json) -> Json:
    wanted = ack.get("response_action")
    if wanted is None:
        gone = core.views.close(person, view["id"])
        _show_closed(core, person, gone)
    elif wanted == "clear":
        _show_closed(core, person, core.views.clear(person))
    elif wanted == "errors":
        return {"ok": False, "errors": _checked_errors(view, ack.get("errors"))}
    elif wanted == "update":
        fresh = views.checked_view(core, ack.get("view"), "modal")
        views.show_updated(core, person, view, fresh, None)
    elif wanted == "push":
        fresh = views.checked_view(core, ack.get("view"), "modal")
        views.show_pushed(core, person, fresh)
    else:
        raise SlackError("invalid_arguments", f"unknown response_action: {wanted}")
    return {"ok": True}


def _checked_errors(view: Json, errors: object) -> Json:
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackError("invalid_arguments", "errors must name at least one input block")
    for block_id, text in errors.items():
        if block_id not in inputs:
            raise SlackError("invalid_arguments", f"errors: {block_id} is not an input block")
        if not isinstance(text, str) or not text:
            raise SlackError("invalid_arguments", f"errors: {block_id} needs a text")
    return errors


def _show_closed(core: Core, person: str, gone: list[Json]) -> None:
    if gone:
        core.pages.send([person], "views_closed", view_ids=[view["id"] for view in gone])
