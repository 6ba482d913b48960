"""Block Kit limits of rich text and tables."""

from bot.practice.limits.objects import Faults
from bot.practice.state.shapes import Json

_LEAF_NEEDS = {
    "text": ("text",),
    "link": ("url",),
    "user": ("user_id",),
    "usergroup": ("usergroup_id",),
    "channel": ("channel_id",),
    "emoji": ("name",),
    "team": ("team_id",),
    "broadcast": ("range",),
    "color": ("value",),
    "date": ("timestamp", "format"),
}
_PREFORMATTED_LEAVES = {"text", "link"}
_PARTS = {
    "rich_text_section": {"type", "elements"},
    "rich_text_list": {"type", "elements", "style", "indent", "offset", "border"},
    "rich_text_preformatted": {"type", "elements", "border", "language"},
    "rich_text_quote": {"type", "elements", "border"},
}
_CELLS = {"raw_text": ("text",), "raw_number": ("value",), "rich_text": ("elements",)}
_MAX_ROWS = 100
_MAX_COLUMNS = 20
_NO_LIMIT = 10_000


def check_rich_text(faults: Faults, at: str, block: Json) -> None:
    parts = faults.listed(f"{at}/elements", block.get("elements"), 1, _NO_LIMIT)
    for index, part in enumerate(parts):
        _check_part(faults, f"{at}/elements/{index}", part)


def check_table(faults: Faults, at: str, block: Json) -> None:
    rows = faults.listed(f"{at}/rows", block.get("rows"), 1, _MAX_ROWS)
    for number, row in enumerate(rows):
        where = f"{at}/rows/{number}"
        for index, cell in enumerate(faults.listed(where, row, 1, _MAX_COLUMNS)):
            _check_cell(faults, f"{where}/{index}", cell)
    if block.get("column_settings") is None:
        return
    settings = faults.listed(f"{at}/column_settings", block["column_settings"], 0, _MAX_COLUMNS)
    for index, value in enumerate(settings):
        where = f"{at}/column_settings/{index}"
        setting = faults.mapping(where, value)
        if setting is not None:
            faults.keys(where, setting, {"align", "is_wrapped"})
            faults.one_of(where, setting, "align", {"left", "center", "right"})
            faults.flag(where, setting, "is_wrapped")


def _check_cell(faults: Faults, at: str, value: object) -> None:
    cell = faults.mapping(at, value)
    if cell is None:
        return
    kind = str(cell.get("type"))
    if kind not in _CELLS:
        faults.add(f"{at}/type", f"unsupported type: {kind}")
        return
    faults.required(at, cell, *_CELLS[kind])
    if kind == "raw_text":
        faults.string(at, cell, "text", _NO_LIMIT)
    if kind == "rich_text":
        check_rich_text(faults, at, cell)


def _check_part(faults: Faults, at: str, value: object) -> None:
    part = faults.mapping(at, value)
    if part is None:
        return
    kind = str(part.get("type"))
    if kind not in _PARTS:
        faults.add(f"{at}/type", f"unsupported type: {kind}")
        return
    faults.keys(at, part, _PARTS[kind])
    faults.number(at, part, "indent", 0, 8)
    faults.number(at, part, "offset", 0)
    faults.number(at, part, "border", 0, 1)
    if kind == "rich_text_list":
        faults.required(at, part, "style")
        faults.one_of(at, part, "style", {"bullet", "ordered"})
    for index, item in enumerate(
        faults.listed(f"{at}/elements", part.get("elements"), 0, _NO_LIMIT)
    ):
        where = f"{at}/elements/{index}"
        if kind == "rich_text_list":
            _check_item(faults, where, item)
        else:
            _check_leaf(faults, where, item, kind)


def _check_item(faults: Faults, at: str, value: object) -> None:
    if isinstance(value, dict) and value.get("type") == "rich_text_section":
        _check_part(faults, at, value)
    else:
        faults.add(at, "a list holds only rich_text_section elements")


def _check_leaf(faults: Faults, at: str, value: object, holder: str) -> None:
    leaf = faults.mapping(at, value)
    if leaf is None:
        return
    kind = str(leaf.get("type"))
    allowed = _PREFORMATTED_LEAVES if holder == "rich_text_preformatted" else set(_LEAF_NEEDS)
    if kind not in allowed:
        faults.add(f"{at}/type", f"unsupported type: {kind}")
        return
    faults.required(at, leaf, *_LEAF_NEEDS[kind])
    if kind == "text":
        faults.string(at, leaf, "text", _NO_LIMIT * 10)
    if kind == "broadcast":
        faults.one_of(at, leaf, "range", {"here", "channel", "everyone"})
