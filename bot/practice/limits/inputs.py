"""Block Kit limits of what a person types or picks: texts, numbers, dates, files."""

import re
from collections.abc import Callable
from zoneinfo import available_timezones

from bot.practice.limits.objects import Faults
from bot.practice.state.shapes import Json

_COMMON = {"type", "action_id"}
_PICKER_KEYS = _COMMON | {"placeholder", "confirm", "focus_on_load"}
_TYPED_KEYS = _COMMON | {
    "initial_value", "dispatch_action_config", "focus_on_load", "placeholder",
}  # fmt: skip
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def _check_datepicker(faults: Faults, at: str, picker: Json) -> None:
    faults.keys(at, picker, _PICKER_KEYS | {"initial_date"})
    if not _fits(_DATE, picker.get("initial_date")):
        faults.add(f"{at}/initial_date", "must be formatted YYYY-MM-DD")


def _check_timepicker(faults: Faults, at: str, picker: Json) -> None:
    faults.keys(at, picker, _PICKER_KEYS | {"initial_time", "timezone"})
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


INPUT_CHECKS: dict[str, Callable[[Faults, str, Json], None]] = {
    "datepicker": _check_datepicker,
    "datetimepicker": _check_datetimepicker,
    "email_text_input": _check_short_input,
    "file_input": _check_file_input,
    "number_input": _check_number,
    "plain_text_input": _check_text_input,
    "rich_text_input": _check_rich_input,
    "timepicker": _check_timepicker,
    "url_text_input": _check_short_input,
}
