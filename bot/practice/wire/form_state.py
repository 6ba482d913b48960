"""The state of a form's inputs: Slack's shapes, complete, and what Slack's client checks itself."""

import re

from bot.practice.limits.elements import TYPED
from bot.practice.state.shapes import Json, SlackError, interactive_elements

REQUIRED = "Please complete this required field."

_SLOTS = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
    "rich_text_input": ("rich_text_value", "initial_value"),
    **dict.fromkeys(TYPED, ("value", "initial_value")),
}
"""Element type: the key its value has in the state, and the key of what is there at first."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+")
_MAX_LENGTH = 3000


def slot_of(kind: str) -> str | None:
    """The key under which an element's value stands; None for what has no value (a button)."""
    slot = _SLOTS.get(kind)
    return None if slot is None else slot[0]


def complete_state(blocks: list[Json], given: Json) -> Json:
    """Every input's value, from the page or as it was at first: `{block: {action: {…}}}`."""
    values: Json = {}
    for block in blocks:
        for element in interactive_elements(block):
            if element["type"] not in _SLOTS:
                continue
            sent = (given.get(block["block_id"]) or {}).get(element["action_id"])
            value = _value(element, sent)
            values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values


def known_option(element: Json, chosen: Json) -> Json:
    """The option as the app wrote it; a type-ahead's options are known only to the page."""
    if element["type"] in {"external_select", "multi_external_select"}:
        return chosen
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    for group in groups:
        for option in group["options"]:
            if option.get("value") == chosen.get("value"):
                found: Json = option
                return found
    raise SlackError("invalid_arguments", f"no such option: {chosen.get('value')}")


def field_errors(blocks: list[Json], values: Json) -> dict[str, str]:
    """What Slack's own client refuses before the app hears of it, by block."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = values[block["block_id"]][element["action_id"]].get(_SLOTS[element["type"]][0])
        if value in (None, "", []):
            fault = None if block.get("optional") else REQUIRED
        else:
            fault = _fault(element, value)
        if fault is not None:
            errors[block["block_id"]] = fault
    return errors


def _value(element: Json, sent: Json | None) -> Json:
    kind = element["type"]
    slot, initial = _SLOTS[kind]
    value = element.get(initial) if sent is None else sent.get(slot)
    if kind in TYPED and value == "":
        value = None
    if slot in {"selected_options", "files"} or kind.startswith("multi_"):
        value = list(value or [])
    if slot == "selected_option" and value is not None:
        value = known_option(element, value)
    if slot == "selected_options":
        value = [known_option(element, option) for option in value or []]
    state: Json = {"type": kind, slot: value}
    if kind == "timepicker" and element.get("timezone"):
        state["timezone"] = element["timezone"]
    return state


def _fault(element: Json, value: object) -> str | None:
    kind = element["type"]
    if kind == "plain_text_input":
        return _length_fault(element, str(value))
    if kind == "number_input":
        return _number_fault(element, str(value))
    if kind == "email_text_input" and not _EMAIL.fullmatch(str(value)):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not _URL.fullmatch(str(value)):
        return "Please enter a valid URL."
    most = element.get("max_selected_items")
    if most is not None and isinstance(value, list) and len(value) > most:
        return f"Please choose no more than {most}."
    return None


def _length_fault(element: Json, text: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", _MAX_LENGTH)
    if len(text) < least:
        return f"Please enter at least {least} characters."
    if len(text) > most:
        return f"Please enter no more than {most} characters."
    return None


def _number_fault(element: Json, text: str) -> str | None:
    try:
        number = float(text)
    except ValueError:
        return "Please enter a valid number."
    if not element["is_decimal_allowed"] and "." in text:
        return "Please enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < float(least):
        return f"Please enter a number that is at least {least}."
    if most is not None and number > float(most):
        return f"Please enter a number that is at most {most}."
    return None
