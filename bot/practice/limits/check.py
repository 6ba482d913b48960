"""Block Kit limits of blocks, messages and views: the gate everything an app sends goes through."""

from collections.abc import Iterable

from bot.practice.limits.blocks import BLOCK_KEYS, check_block
from bot.practice.limits.objects import (
    PLAIN,
    Faults,
    check_option_groups,
    check_options,
    check_text,
)
from bot.practice.state.shapes import Json, interactive_elements

MAX_MESSAGE_BLOCKS = 50
MAX_VIEW_BLOCKS = 100
MAX_VIEW_BYTES = 250_000

_VIEW_KEYS = {
    "type", "blocks", "callback_id", "external_id", "private_metadata",
    "title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled",
}  # fmt: skip
SURFACES: dict[str, frozenset[str]] = {
    "message": frozenset(BLOCK_KEYS),
    "modal": frozenset(BLOCK_KEYS) - {"table"},
    # Sources disagree about tables on a Home tab; what is safe everywhere is what passes here.
    "home": frozenset(BLOCK_KEYS) - {"table"},
}


def message_faults(blocks: object) -> list[str]:
    """What Slack would refuse in a message's blocks."""
    faults = Faults()
    listed = faults.listed("/blocks", blocks, 0, MAX_MESSAGE_BLOCKS)
    _check_blocks(faults, listed, "message")
    tables = [block for block in _objects(listed) if block.get("type") == "table"]
    if len(tables) > 1:
        faults.add("/blocks", "only_one_table_allowed")
    return faults.messages


def view_faults(view: object, kinds: Iterable[str]) -> list[str]:
    """What Slack would refuse in a view; `kinds` says whether modal or home is wanted."""
    faults = Faults()
    found = faults.mapping("/view", view)
    if found is None:
        return faults.messages
    kind = found.get("type")
    if kind not in tuple(kinds):
        faults.add("/view/type", f"must be one of: {', '.join(kinds)}")
        return faults.messages
    faults.keys("/view", found, _VIEW_KEYS)
    faults.string("/view", found, "private_metadata", 3000, least=0)
    faults.string("/view", found, "callback_id", 255, least=0)
    faults.string("/view", found, "external_id", 255, least=0)
    faults.flag("/view", found, "clear_on_close", "notify_on_close", "submit_disabled")
    blocks = faults.listed("/view/blocks", found.get("blocks"), 0, MAX_VIEW_BLOCKS)
    _check_blocks(faults, blocks, str(kind), at="/view/blocks")
    _check_frame(faults, found, _objects(blocks))
    return faults.messages


def options_faults(answer: Json) -> list[str]:
    """What Slack would refuse in the answer to a type-ahead."""
    faults = Faults()
    if ("options" in answer) == ("option_groups" in answer):
        faults.add("", "must provide exactly one of: options, option_groups")
    elif "options" in answer:
        check_options(faults, "/options", answer["options"], least=0)
    else:
        check_option_groups(faults, "/option_groups", answer["option_groups"], least=0)
    return faults.messages


def _check_frame(faults: Faults, view: Json, blocks: list[Json]) -> None:
    """Title, buttons, and what may stand only once in a view."""
    for key in ("title", "submit", "close"):
        check_text(faults, f"/view/{key}", view.get(key), 24, PLAIN)
    if view["type"] == "home":
        for key in ("submit", "close"):
            if view.get(key) is not None:
                faults.add("/view", f"invalid additional property: {key}")
    else:
        faults.required("/view", view, "title")
        has_input = any(block.get("type") == "input" for block in blocks)
        if has_input and view.get("submit") is None:
            faults.add("/view", "missing required field: submit (the view has an input block)")
    focused = [
        element
        for element in _elements(blocks)
        if isinstance(element, dict) and element.get("focus_on_load")
    ]
    if len(focused) > 1:
        faults.add("/view/blocks", "only one element may have focus_on_load")


def _check_blocks(faults: Faults, blocks: list[object], surface: str, at: str = "/blocks") -> None:
    seen: set[str] = set()
    for index, value in enumerate(blocks):
        where = f"{at}/{index}"
        block = faults.mapping(where, value)
        if block is None:
            continue
        kind = block.get("type")
        if not isinstance(kind, str) or kind not in SURFACES[surface]:
            faults.add(f"{where}/type", f"unsupported type: {kind}")
            continue
        check_block(faults, where, block, kind)
        if isinstance(block.get("block_id"), str):
            if block["block_id"] in seen:
                faults.add(f"{where}/block_id", f"`block_id` {block['block_id']} already exists")
            seen.add(block["block_id"])
        _check_action_ids(faults, where, block)
        if surface != "modal":
            _refuse_file_input(faults, where, block)


def _check_action_ids(faults: Faults, at: str, block: Json) -> None:
    """Unique inside their block, which is where Slack looks them up."""
    if block.get("type") != "actions" or not isinstance(block.get("elements"), list):
        return
    seen: set[str] = set()
    for index, element in enumerate(block["elements"]):
        name = element.get("action_id") if isinstance(element, dict) else None
        if not isinstance(name, str):
            continue
        if name in seen:
            faults.add(f"{at}/elements/{index}/action_id", f"`action_id` {name} already exists")
        seen.add(name)


def _refuse_file_input(faults: Faults, at: str, block: Json) -> None:
    element = block.get("element")
    if isinstance(element, dict) and element.get("type") == "file_input":
        faults.add(f"{at}/element/type", "unsupported type: file_input (modals only)")


def _objects(values: list[object]) -> list[Json]:
    return [value for value in values if isinstance(value, dict)]


def _elements(blocks: list[Json]) -> list[object]:
    whole = (block for block in blocks if block.get("type") != "input" or block.get("element"))
    return [element for block in whole for element in interactive_elements(block)]
