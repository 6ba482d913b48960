"""Block Kit limits of the small objects: texts, options, confirmations, and how a fault is told."""

from collections.abc import Collection
from dataclasses import dataclass, field

from bot.practice.state.shapes import Json

TEXT_KINDS = ("plain_text", "mrkdwn")
PLAIN = ("plain_text",)
MAX_OPTIONS = 100

_TEXT_KEYS = {"type", "text", "emoji", "verbatim"}
_OPTION_KEYS = {"text", "value", "description", "url"}
_CONFIRM_LIMITS = {"title": 100, "text": 300, "confirm": 30, "deny": 30}


@dataclass
class Faults:
    """What is wrong and where, in the words and pointers that Slack uses."""

    messages: list[str] = field(default_factory=list)

    def add(self, at: str, text: str) -> None:
        self.messages.append(f"{text} [json-pointer:{at}]")

    def mapping(self, at: str, value: object) -> Json | None:
        if isinstance(value, dict):
            return value
        self.add(at, "must provide an object")
        return None

    def listed(self, at: str, value: object, least: int, most: int) -> list[object]:
        """The items of a list that has a permitted length; none after a fault."""
        if not isinstance(value, list):
            self.add(at, "must provide an array")
            return []
        if len(value) < least:
            self.add(at, f"no fewer than {least} items required")
        if len(value) > most:
            self.add(at, f"no more than {most} items allowed")
        return value

    def keys(self, at: str, holder: Json, allowed: Collection[str]) -> None:
        for key in holder:
            if key not in allowed:
                self.add(at, f"invalid additional property: {key}")

    def required(self, at: str, holder: Json, *keys: str) -> None:
        for key in keys:
            if holder.get(key) is None:
                self.add(at, f"missing required field: {key}")

    def string(self, at: str, holder: Json, key: str, most: int, least: int = 1) -> None:
        """An optional string with a length; absent is fine."""
        value = holder.get(key)
        if value is None:
            return
        where = f"{at}/{key}"
        if not isinstance(value, str):
            self.add(where, "must provide a string")
        elif len(value) < least:
            self.add(where, f"must be more than {least - 1} characters")
        elif len(value) > most:
            self.add(where, f"must be less than {most + 1} characters")

    def one_of(self, at: str, holder: Json, key: str, allowed: Collection[str]) -> None:
        value = holder.get(key)
        if value is not None and value not in tuple(allowed):
            self.add(f"{at}/{key}", f"must be one of: {', '.join(sorted(allowed))}")

    def flag(self, at: str, holder: Json, *keys: str) -> None:
        for key in keys:
            if holder.get(key) is not None and not isinstance(holder[key], bool):
                self.add(f"{at}/{key}", "must be a boolean")

    def number(self, at: str, holder: Json, key: str, least: int, most: int | None = None) -> None:
        value = holder.get(key)
        if value is None:
            return
        if isinstance(value, bool) or not isinstance(value, int):
            self.add(f"{at}/{key}", "must be an integer")
        elif value < least or (most is not None and value > most):
            self.add(f"{at}/{key}", f"must be between {least} and {most}")


def check_text(
    faults: Faults, at: str, value: object, most: int, kinds: Collection[str] = TEXT_KINDS
) -> None:
    """A text object; None (absent) is the caller's business."""
    if value is None:
        return
    text = faults.mapping(at, value)
    if text is None:
        return
    faults.keys(at, text, _TEXT_KEYS)
    kind = text.get("type")
    if kind not in kinds:
        faults.add(f"{at}/type", f"must be one of: {', '.join(kinds)}")
    faults.required(at, text, "text")
    faults.string(at, text, "text", most)
    faults.flag(at, text, "emoji", "verbatim")
    if kind == "plain_text" and "verbatim" in text:
        faults.add(at, "invalid additional property: verbatim")
    if kind == "mrkdwn" and "emoji" in text:
        faults.add(at, "invalid additional property: emoji")


def check_option(
    faults: Faults, at: str, value: object, kinds: Collection[str], *, may_link: bool = False
) -> None:
    option = faults.mapping(at, value)
    if option is None:
        return
    faults.keys(at, option, _OPTION_KEYS if may_link else _OPTION_KEYS - {"url"})
    faults.required(at, option, "text", "value")
    check_text(faults, f"{at}/text", option.get("text"), 75, kinds)
    check_text(faults, f"{at}/description", option.get("description"), 75, kinds)
    faults.string(at, option, "value", 150)
    faults.string(at, option, "url", 3000)


def check_options(
    faults: Faults,
    at: str,
    value: object,
    most: int = MAX_OPTIONS,
    kinds: Collection[str] = PLAIN,
    *,
    least: int = 1,
    may_link: bool = False,
) -> None:
    for index, option in enumerate(faults.listed(at, value, least, most)):
        check_option(faults, f"{at}/{index}", option, kinds, may_link=may_link)


def check_option_groups(faults: Faults, at: str, value: object, *, least: int = 1) -> None:
    for index, item in enumerate(faults.listed(at, value, least, MAX_OPTIONS)):
        where = f"{at}/{index}"
        group = faults.mapping(where, item)
        if group is None:
            continue
        faults.keys(where, group, {"label", "options"})
        faults.required(where, group, "label", "options")
        check_text(faults, f"{where}/label", group.get("label"), 75, PLAIN)
        check_options(faults, f"{where}/options", group.get("options", []))


def check_confirm(faults: Faults, at: str, value: object) -> None:
    if value is None:
        return
    confirm = faults.mapping(at, value)
    if confirm is None:
        return
    faults.keys(at, confirm, {*_CONFIRM_LIMITS, "style"})
    faults.required(at, confirm, *_CONFIRM_LIMITS)
    for key, most in _CONFIRM_LIMITS.items():
        kinds = TEXT_KINDS if key == "text" else PLAIN
        check_text(faults, f"{at}/{key}", confirm.get(key), most, kinds)
    faults.one_of(at, confirm, "style", {"primary", "danger"})


def check_slack_file(faults: Faults, at: str, value: object) -> None:
    file = faults.mapping(at, value)
    if file is None:
        return
    faults.keys(at, file, {"id", "url"})
    if ("id" in file) == ("url" in file):
        faults.add(at, "must provide exactly one of: id, url")


def check_picture(faults: Faults, at: str, image: Json) -> None:
    """What an image block and an image element have in common."""
    faults.required(at, image, "alt_text")
    faults.string(at, image, "alt_text", 2000)
    faults.string(at, image, "image_url", 3000)
    if (image.get("image_url") is None) == (image.get("slack_file") is None):
        faults.add(at, "must provide exactly one of: image_url, slack_file")
    url = image.get("image_url")
    if isinstance(url, str) and not url.startswith(("https://", "http://")):
        faults.add(f"{at}/image_url", "invalid url")
    if image.get("slack_file") is not None:
        check_slack_file(faults, f"{at}/slack_file", image["slack_file"])
