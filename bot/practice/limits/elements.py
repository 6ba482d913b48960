"""Block Kit limits of what a person chooses with: buttons, selects, boxes; and where each fits."""

from collections.abc import Callable

from bot.practice.limits.inputs import INPUT_CHECKS
from bot.practice.limits.objects import (
    PLAIN,
    TEXT_KINDS,
    Faults,
    check_confirm,
    check_option_groups,
    check_options,
    check_picture,
    check_text,
)
from bot.practice.state.shapes import Json

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
_MENU_KEYS = {
    "static": {"options", "option_groups", "initial_option"},
    "external": {"min_query_length", "initial_option"},
    "users": {"initial_user"},
    "channels": {"initial_channel", "response_url_enabled"},
    "conversations": {
        "initial_conversation", "response_url_enabled", "default_to_current_conversation", "filter",
    },
}  # fmt: skip


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


_CHECKS: dict[str, Callable[[Faults, str, Json], None]] = {
    **INPUT_CHECKS,
    "button": _check_button,
    "checkboxes": _check_checkboxes,
    "image": _check_image,
    "overflow": _check_overflow,
    "radio_buttons": _check_radio,
}
