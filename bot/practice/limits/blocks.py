"""Block Kit limits of each kind of block."""

from collections.abc import Callable

from bot.practice.limits.elements import IN_ACTIONS, IN_INPUT, IN_SECTION, check_element
from bot.practice.limits.objects import PLAIN, Faults, check_picture, check_text
from bot.practice.limits.rich_text import check_rich_text, check_table
from bot.practice.state.shapes import Json

BLOCK_KEYS: dict[str, set[str]] = {
    "actions": {"elements"},
    "context": {"elements"},
    "divider": set(),
    "header": {"text"},
    "image": {"alt_text", "image_url", "slack_file", "title"},
    "input": {"label", "element", "dispatch_action", "hint", "optional"},
    "rich_text": {"elements"},
    "section": {"text", "fields", "accessory", "expand"},
    "table": {"rows", "column_settings"},
}


def check_block(faults: Faults, at: str, block: Json, kind: str) -> None:
    """One block of a kind in BLOCK_KEYS."""
    faults.keys(at, block, BLOCK_KEYS[kind] | {"type", "block_id"})
    faults.string(at, block, "block_id", 255)
    _CHECKS[kind](faults, at, block)


def _check_section(faults: Faults, at: str, block: Json) -> None:
    if block.get("text") is None and block.get("fields") is None:
        faults.add(at, "missing required field: text or fields")
    check_text(faults, f"{at}/text", block.get("text"), 3000)
    if block.get("fields") is not None:
        for index, item in enumerate(faults.listed(f"{at}/fields", block["fields"], 1, 10)):
            where = f"{at}/fields/{index}"
            if faults.mapping(where, item) is not None:
                check_text(faults, where, item, 2000)
    if block.get("accessory") is not None:
        check_element(faults, f"{at}/accessory", block["accessory"], IN_SECTION)
    faults.flag(at, block, "expand")


def _check_actions(faults: Faults, at: str, block: Json) -> None:
    items = faults.listed(f"{at}/elements", block.get("elements"), 1, 25)
    for index, element in enumerate(items):
        check_element(faults, f"{at}/elements/{index}", element, IN_ACTIONS)


def _check_context(faults: Faults, at: str, block: Json) -> None:
    items = faults.listed(f"{at}/elements", block.get("elements"), 1, 10)
    for index, item in enumerate(items):
        where = f"{at}/elements/{index}"
        if isinstance(item, dict) and item.get("type") == "image":
            check_element(faults, where, item, frozenset({"image"}))
        elif faults.mapping(where, item) is not None:
            check_text(faults, where, item, 3000)


def _check_input(faults: Faults, at: str, block: Json) -> None:
    faults.required(at, block, "label", "element")
    check_text(faults, f"{at}/label", block.get("label"), 2000, PLAIN)
    check_text(faults, f"{at}/hint", block.get("hint"), 2000, PLAIN)
    faults.flag(at, block, "dispatch_action", "optional")
    if block.get("element") is None:
        return
    check_element(faults, f"{at}/element", block["element"], IN_INPUT)
    element = block["element"]
    is_file = isinstance(element, dict) and element.get("type") == "file_input"
    if is_file and block.get("dispatch_action"):
        faults.add(f"{at}/dispatch_action", "must be false with a file_input")


def _check_header(faults: Faults, at: str, block: Json) -> None:
    faults.required(at, block, "text")
    check_text(faults, f"{at}/text", block.get("text"), 150, PLAIN)


def _check_image(faults: Faults, at: str, block: Json) -> None:
    check_picture(faults, at, block)
    check_text(faults, f"{at}/title", block.get("title"), 2000, PLAIN)


def _check_divider(_faults: Faults, _at: str, _block: Json) -> None:
    """A divider has nothing but its type."""


_CHECKS: dict[str, Callable[[Faults, str, Json], None]] = {
    "actions": _check_actions,
    "context": _check_context,
    "divider": _check_divider,
    "header": _check_header,
    "image": _check_image,
    "input": _check_input,
    "rich_text": check_rich_text,
    "section": _check_section,
    "table": check_table,
}
