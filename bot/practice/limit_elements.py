"""Block Kit limits of everything a person can use: buttons, selects, pickers and inputs."""

import re
from collections.abc import Callable
from zoneinfo import available_timezones

from bot.practice.limit_objects import (
    PLAIN,
    TEXT_KINDS,
    Faults,
    check_confirm,
    check_option_groups,
    check_options,
    check_picture,
    check_text,
)
from bot.practice.shapes import Json

_SELECT_KINDS = ("static", "external", "users", "conversations", "channels")
SELECTS = frozenset(f"{kind}_select" for kind in _SELECT_KINDS)
MULTI_SELECTS = frozenset(f"multi_{kind}_select" for kind in _SELECT_KINDS)
_PICKERS = frozenset({"datepicker", "timepicker"})
_CHOICES = frozenset({"checkboxes", "radio_buttons"})
TYPED = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input"})

IN_SECTION = SELECTS | MULTI_SELECTS | _PICKERS | _CHOICES | {"button", "image", "overflow"}
IN_ACTIONS = (
    SELECTS | MULTI_SELECTS | _PICKERS | _CHOICES | {"button", "overflow", "datetimepicker"}
)
IN_INPUT = (
    SELECTS
    | MULTI_SELECTS
    | _PICKERS
    | _CHOICES
    | TYPED
    | {"datetimepicker", "file_input", "rich_text_input"}
)

_COMMON = {"type", "action_id"}
_MENU = _COMMON | {"placeholder", "confirm", "focus_on_load"}
_TYPED_KEYS = _COMMON | {
    "initial_value", "dispatch_action_config", "focus_on_load", "placeholder",
}  # fmt: skip
_MENU_KEYS = {
    "static": {"options", "option_groups", "initial_option"},
    "external": {"min_query_length", "initial_option"},
    "users": {"initial_user"},
    "channels": {"initial_channel", "response_url_enabled"},
    "conversations": {
        "initial_conversation", "response_url_enabled", "default_to_current_conversation", "filter",
    },
}  # fmt: skip
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def check_element(faults: Faults, at: str, value: object, allowed: frozenset[str]) -> None:
    element = faults.mapping(at, value)
    if element is None:
        return
    kind = element.get("type")
    if not isinstance(kind, str) or kind not in allowed:
        faults.add(f"{at}/type", f"unsupported type: {kind}")
        return
    if kind != "image":
        faults.string(at, element, "action_id", 255)
    check_text(faults, f"{at}/placeholder", element.get("placeholder"), 150, PLAIN)
    check_confirm(faults, f"{at}/confirm", element.get("confirm"))
    faults.flag(at, element, "focus_on_load", "multiline", "response_url_enabled")
    if kind in SELECTS | MULTI_SELECTS:
        _check_menu(faults, at, element)
    else:
        _CHECKS[kind](faults, at, element)


def _check_menu(faults: Faults, at: str, menu: Json) -> None:
    kind: str = menu["type"]
    source = kind.removeprefix("multi_").removesuffix("_select")
    own = _MENU_KEYS[source]
    if kind in MULTI_SELECTS:
        own = {key + "s" if key.startswith("initial_") else key for key in own}
        own = (own | {"max_selected_items"}) - {"response_url_enabled"}
        faults.number(at, menu, "max_selected_items", 1)
    faults.keys(at, menu, _MENU | own)
    faults.number(at, menu, "min_query_length", 0)
    if source == "static":
        _check_static(faults, at, menu)
    if isinstance(menu.get("filter"), dict):
        _check_filter(faults, f"{at}/filter", menu["filter"])


def _check_static(faults: Faults, at: str, menu: Json) -> None:
    if (menu.get("options") is None) == (menu.get("option_groups") is None):
        faults.add(at, "must provide exactly one of: options, option_groups")
        return
    if menu.get("options") is not None:
        check_options(faults, f"{at}/options", menu["options"])
    else:
        check_option_groups(faults, f"{at}/option_groups", menu["option_groups"])
    _check_initial(faults, at, menu)


def _check_initial(faults: Faults, at: str, holder: Json) -> None:
    """What is chosen at first must be among the options, word for word."""
    groups = holder.get("option_groups") or [{"options": holder.get("options") or []}]
    known = [
        _option_key(option)
        for group in groups
        if isinstance(group, dict)
        for option in group.get("options") or []
    ]
    single = holder.get("initial_option")
    for key, chosen in (
        ("initial_option", [] if single is None else [single]),
        ("initial_options", holder.get("initial_options")),
    ):
        if chosen is None:
            continue
        least = 1 if key == "initial_options" else 0
        for option in faults.listed(f"{at}/{key}", chosen, least, len(known) or 1):
            if _option_key(option) not in known:
                faults.add(f"{at}/{key}", "must be one of the options")


def _option_key(option: object) -> tuple[object, object]:
    if not isinstance(option, dict):
        return (None, None)
    text = option.get("text")
    return (option.get("value"), text.get("text") if isinstance(text, dict) else None)


def _check_filter(faults: Faults, at: str, value: Json) -> None:
    faults.keys(at, value, {"include", "exclude_bot_users", "exclude_external_shared_channels"})
    if value.get("include") is not None:
        for item in faults.listed(f"{at}/include", value["include"], 1, 4):
            if item not in ("im", "mpim", "private", "public"):
                faults.add(f"{at}/include", "must be one of: im, mpim, private, public")


def _check_button(faults: Faults, at: str, button: Json) -> None:
    faults.keys(
        at,
        button,
        _COMMON | {"text", "value", "url", "style", "confirm", "accessibility_label"},
    )
    faults.required(at, button, "text")
    check_text(faults, f"{at}/text", button.get("text"), 75, PLAIN)
    faults.string(at, button, "value", 2000)
    faults.string(at, button, "url", 3000)
    faults.string(at, button, "accessibility_label", 75)
    faults.one_of(at, button, "style", {"primary", "danger"})


def _check_checkboxes(faults: Faults, at: str, boxes: Json) -> None:
    faults.keys(at, boxes, _COMMON | {"options", "initial_options", "confirm", "focus_on_load"})
    check_options(faults, f"{at}/options", boxes.get("options"), 10, TEXT_KINDS)
    _check_initial(faults, at, boxes)


def _check_radio(faults: Faults, at: str, radio: Json) -> None:
    faults.keys(at, radio, _COMMON | {"options", "initial_option", "confirm", "focus_on_load"})
    check_options(faults, f"{at}/options", radio.get("options"), 10, TEXT_KINDS)
    _check_initial(faults, at, radio)


def _check_overflow(faults: Faults, at: str, overflow: Json) -> None:
    faults.keys(at, overflow, _COMMON | {"options", "confirm"})
    check_options(faults, f"{at}/options", overflow.get("options"), 5, may_link=True)


def _check_image(faults: Faults, at: str, image: Json) -> None:
    faults.keys(at, image, {"type", "alt_text", "image_url", "slack_file"})
    check_picture(faults, at, image)


def _check_datepicker(faults: Faults, at: str, picker: Json) -> None:
    faults.keys(at, picker, _MENU | {"initial_date"})
    if not _fits(_DATE, picker.get("initial_date")):
        faults.add(f"{at}/initial_date", "must be formatted YYYY-MM-DD")


def _check_timepicker(faults: Faults, at: str, picker: Json) -> None:
    faults.keys(at, picker, _MENU | {"initial_time", "timezone"})
    if not _fits(_TIME, picker.get("initial_time")):
        faults.add(f"{at}/initial_time", "must be formatted HH:mm")
    if picker.get("timezone") is not None and str(picker["timezone"]) not in available_timezones():
        faults.add(f"{at}/timezone", "must be an IANA time zone")


def _check_datetimepicker(faults: Faults, at: str, picker: Json) -> None:
    faults.keys(at, picker, _COMMON | {"initial_date_time", "confirm", "focus_on_load"})
    faults.number(at, picker, "initial_date_time", 10**9, 10**10 - 1)


def _check_dispatch(faults: Faults, at: str, element: Json) -> None:
    config = element.get("dispatch_action_config")
    if config is None:
        return
    where = f"{at}/dispatch_action_config"
    found = faults.mapping(where, config)
    triggers = (found or {}).get("trigger_actions_on")
    for item in faults.listed(f"{where}/trigger_actions_on", triggers, 1, 2):
        if item not in ("on_enter_pressed", "on_character_entered"):
            faults.add(where, "must be one of: on_character_entered, on_enter_pressed")


def _check_text_input(faults: Faults, at: str, element: Json) -> None:
    faults.keys(at, element, _TYPED_KEYS | {"multiline", "min_length", "max_length"})
    _check_dispatch(faults, at, element)
    faults.number(at, element, "min_length", 0, 3000)
    faults.number(at, element, "max_length", 1, 3000)
    least, most = element.get("min_length") or 0, element.get("max_length") or 3000
    if isinstance(least, int) and isinstance(most, int) and least > most:
        faults.add(f"{at}/min_length", "must not be more than max_length")
    if isinstance(most, int):
        faults.string(at, element, "initial_value", most, least=0)


def _check_short_input(faults: Faults, at: str, element: Json) -> None:
    faults.keys(at, element, _TYPED_KEYS)
    _check_dispatch(faults, at, element)
    faults.string(at, element, "initial_value", 3000, least=0)


def _check_number(faults: Faults, at: str, element: Json) -> None:
    faults.keys(at, element, _TYPED_KEYS | {"is_decimal_allowed", "min_value", "max_value"})
    _check_dispatch(faults, at, element)
    faults.required(at, element, "is_decimal_allowed")
    faults.flag(at, element, "is_decimal_allowed")
    for key in ("initial_value", "min_value", "max_value"):
        if not _fits(_NUMBER, element.get(key)):
            faults.add(f"{at}/{key}", "must be a number written as a string")
            return
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and most is not None and float(least) > float(most):
        faults.add(f"{at}/min_value", "must not be more than max_value")


def _check_file_input(faults: Faults, at: str, element: Json) -> None:
    faults.keys(at, element, _COMMON | {"filetypes", "max_files"})
    faults.number(at, element, "max_files", 1, 10)


def _check_rich_input(faults: Faults, at: str, element: Json) -> None:
    faults.keys(at, element, _TYPED_KEYS | {"min_lines", "max_lines"})
    faults.required(at, element, "action_id")
    _check_dispatch(faults, at, element)
    faults.number(at, element, "min_lines", 1, 100)
    faults.number(at, element, "max_lines", 1, 100)


def _fits(pattern: re.Pattern[str], value: object) -> bool:
    return value is None or (isinstance(value, str) and pattern.fullmatch(value) is not None)


_CHECKS: dict[str, Callable[[Faults, str, Json], None]] = {
    "button": _check_button,
    "checkboxes": _check_checkboxes,
    "datepicker": _check_datepicker,
    "datetimepicker": _check_datetimepicker,
    "email_text_input": _check_short_input,
    "file_input": _check_file_input,
    "image": _check_image,
    "number_input": _check_number,
    "overflow": _check_overflow,
    "plain_text_input": _check_text_input,
    "radio_buttons": _check_radio,
    "rich_text_input": _check_rich_input,
    "timepicker": _check_timepicker,
    "url_text_input": _check_short_input,
}
