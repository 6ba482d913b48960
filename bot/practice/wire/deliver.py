"""What people do with the app: sent over Socket Mode, and what the app's ack makes of it."""

from bot.practice.limits import options_faults
from bot.practice.state import posting
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError, interactive_elements
from bot.practice.wire import interactions
from bot.practice.wire.form_state import slot_of
from bot.practice.wire.socket_mode import NotAcknowledgedError

TROUBLE = "We had some trouble connecting. Try again?"

_SHOWN_WITH_ACTION = ("text", "value", "style", "placeholder", "confirm")


async def command(core: Core, person: str, conversation: Json, word: str, text: str) -> Json:
    payload = interactions.command(core, person, conversation, word, text)
    try:
        ack = await core.sockets.ask("slash_commands", payload)
    except NotAcknowledgedError as error:
        return refusal(f"{word} failed with the error “{error.reason}”")
    if ack:
        try:
            _answer_command(core, person, conversation, ack)
        except SlackError as error:
            core.complain(f"The answer to {word}", error.code, error.messages, person)
    return {"ok": True}


async def shortcut(core: Core, payload: Json) -> Json:
    return await _plainly(core, payload)


async def action(core: Core, payload: Json) -> Json:
    return await _plainly(core, payload)


async def options(core: Core, payload: Json) -> Json:
    person = payload["user"]["id"]
    try:
        ack = await core.sockets.ask("interactive", payload)
    except NotAcknowledgedError:
        return refusal(TROUBLE)
    faults = options_faults(ack)
    if faults:
        core.complain("The answer to a type-ahead", "invalid_options", faults, person)
        return refusal(TROUBLE)
    return {key: ack[key] for key in ("options", "option_groups") if key in ack}


def closed(core: Core, person: str, view: Json, *, is_cleared: bool) -> None:
    """Told in the background: nobody waits for a form that is gone."""
    if view["notify_on_close"]:
        payload = interactions.view_closed(core, person, view, is_cleared=is_cleared)
        core.sockets.tell_once(payload)


def acted(core: Core, block: Json, element: Json, given: Json) -> Json:
    """One entry of block_actions: the element's own fields and what was chosen."""
    kind = element["type"]
    done: Json = {"type": kind, "block_id": block["block_id"], "action_id": element["action_id"]}
    done |= {key: element[key] for key in _SHOWN_WITH_ACTION if key in element}
    slot = "selected_option" if kind == "overflow" else slot_of(kind)
    if slot is not None:
        done[slot] = given.get(slot)
    done["action_ts"] = core.stamps.ts()
    return done


def find_element(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json]:
    for block in blocks:
        if block.get("block_id") != block_id:
            continue
        for element in interactive_elements(block):
            if element.get("action_id") == action_id:
                return block, element
    raise SlackError("not_found", f"no element {action_id} in block {block_id}")


def refusal(text: str) -> Json:
    return {"ok": False, "error": text}


async def _plainly(core: Core, payload: Json) -> Json:
    try:
        await core.sockets.ask("interactive", payload)
    except NotAcknowledgedError:
        return refusal(TROUBLE)
    return {"ok": True}


def _answer_command(core: Core, person: str, conversation: Json, ack: Json) -> None:
    text, blocks = ack.get("text"), ack.get("blocks")
    posting.checked_content(core, text, blocks)
    message = posting.bot_message(core, text, blocks)
    if ack.get("response_type") == "in_channel":
        posting.post(core, conversation, message)
    else:
        posting.post_ephemeral(core, person, conversation["id"], message)
