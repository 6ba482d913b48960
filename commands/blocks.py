"""Block Kit, as plain data within Slack's limits: the only place that knows them.

Builders clip rather than fail, because a view must be shown whatever people typed.
Plain dictionaries, not the SDK's classes: serialising one form through those took 0.9 ms,
more than all the rest of opening it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from commands.reply import Block, View
from commands.text import clip

MAX_MESSAGE_BLOCKS = 50
MAX_VIEW_BLOCKS = 100
MAX_TEXT = 3000
MAX_HEADER = 150
MAX_BUTTON = 75
MAX_OPTION = 75
MAX_OPTION_VALUE = 150
MAX_OPTIONS = 100
MAX_OVERFLOW = 5
MAX_PLACEHOLDER = 150
MAX_LABEL = 2000
MAX_TITLE = 24
MAX_FIELDS = 10
MAX_FIELD = 2000
MAX_CONTEXT = 10
MAX_ALT = 2000
MAX_METADATA = 3000

Option = tuple[str, str]


def plain(text: str, most: int) -> Block:
    return {"type": "plain_text", "text": clip(text, most) or " ", "emoji": True}


def mrkdwn(text: str, most: int = MAX_TEXT) -> Block:
    # Verbatim: Slack must not turn bare words into links or channels by itself.
    return {"type": "mrkdwn", "text": clip(text, most) or " ", "verbatim": True}


def section(text: str, *, accessory: Block | None = None) -> Block:
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if accessory:
        block["accessory"] = accessory
    return block


def fields(texts: Iterable[str]) -> Block:
    """Short facts side by side, two a line; at most ten."""
    shown = [mrkdwn(text, MAX_FIELD) for text in texts][:MAX_FIELDS]
    return {"type": "section", "fields": shown}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, MAX_HEADER)}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text) for text in texts[:MAX_CONTEXT]]}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(
    text: str,
    action_id: str,
    *,
    value: str = "",
    style: str | None = None,
    label: str | None = None,
    confirm: Block | None = None,
) -> Block:
    """A button; `style` is primary or danger, `label` what a screen reader says."""
    element: Block = {
        "type": "button",
        "text": plain(text, MAX_BUTTON),
        "action_id": action_id,
    }
    if value:
        element["value"] = value
    if style:
        element["style"] = style
    if label:
        # Who speaks to their screen says what they see on it: the label begins with that.
        spoken = label if text.casefold() in label.casefold() else f"{text}: {label}"
        element["accessibility_label"] = clip(spoken, MAX_BUTTON)
    if confirm:
        element["confirm"] = confirm
    return element


def overflow(choices: Sequence[Option], action_id: str) -> Block:
    """A small menu of at most five steps."""
    return {
        "type": "overflow",
        "action_id": action_id,
        "options": [option(*choice) for choice in choices[:MAX_OVERFLOW]],
    }


def confirm(title: str, text: str, yes: str, no: str = "Cancel") -> Block:
    """What is asked before a button acts."""
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
    }


def option(text: str, value: str) -> Block:
    return {"text": plain(text, MAX_OPTION), "value": value[:MAX_OPTION_VALUE]}


def select(
    choices: Sequence[Option], *, initial: str | None = None, placeholder: str = "Choose"
) -> Block:
    """A menu of at most 100 choices; longer lists are type-aheads."""
    element: Block = {
        "type": "static_select",
        "placeholder": plain(placeholder, MAX_PLACEHOLDER),
        "options": [option(*choice) for choice in choices[:MAX_OPTIONS]],
    }
    return _with_initial(element, choices, initial)


def radio(choices: Sequence[Option], *, initial: str | None = None) -> Block:
    element: Block = {
        "type": "radio_buttons",
        "options": [option(*choice) for choice in choices[:10]],
    }
    return _with_initial(element, choices, initial)


def _with_initial(element: Block, choices: Sequence[Option], initial: str | None) -> Block:
    chosen = next((choice for choice in choices if choice[1] == initial), None)
    if chosen:
        element["initial_option"] = option(*chosen)
    return element


def checkbox(text: str, value: str, *, checked: bool = False) -> Block:
    """One box to tick."""
    element: Block = {"type": "checkboxes", "options": [option(text, value)]}
    if checked:
        element["initial_options"] = element["options"]
    return element


def checkboxes(choices: Sequence[Option], *, initial: Collection[str] = ()) -> Block:
    """Boxes to tick, at most ten."""
    options = [option(*choice) for choice in choices[:10]]
    element: Block = {"type": "checkboxes", "options": options}
    ticked = [each for each in options if each["value"] in initial]
    if ticked:
        element["initial_options"] = ticked
    return element


def time_picker(*, initial: str) -> Block:
    """A time of day, as HH:mm."""
    return {
        "type": "timepicker",
        "placeholder": plain("Choose a time", MAX_PLACEHOLDER),
        "initial_time": initial,
    }


def date_picker(*, initial: str) -> Block:
    """A day, as YYYY-MM-DD."""
    return {
        "type": "datepicker",
        "placeholder": plain("Choose a day", MAX_PLACEHOLDER),
        "initial_date": initial,
    }


def date_time_picker(*, initial: int) -> Block:
    """A moment, in seconds since 1970; people see it in their own zone."""
    return {"type": "datetimepicker", "initial_date_time": initial}


def type_ahead(*, initial: Option | None = None, placeholder: str, minimum: int = 0) -> Block:
    """A menu whose choices are asked for while the person types."""
    element: Block = {
        "type": "external_select",
        "placeholder": plain(placeholder, MAX_PLACEHOLDER),
        "min_query_length": minimum,
    }
    if initial:
        element["initial_option"] = option(*initial)
    return element


def multi_type_ahead(
    *, initial: Sequence[Option] = (), placeholder: str, most: int | None = None, minimum: int = 0
) -> Block:
    """The same for several choices, at most so many."""
    element: Block = {
        "type": "multi_external_select",
        "placeholder": plain(placeholder, MAX_PLACEHOLDER),
        "min_query_length": minimum,
    }
    if initial:
        element["initial_options"] = [option(*each) for each in initial]
    if most:
        element["max_selected_items"] = most
    return element


def person_select(*, initial: str | None = None, placeholder: str = "Choose a person") -> Block:
    element: Block = {
        "type": "users_select",
        "placeholder": plain(placeholder, MAX_PLACEHOLDER),
    }
    if initial:
        element["initial_user"] = initial
    return element


def people_select(*, initial: Sequence[str] = (), placeholder: str, most: int) -> Block:
    """The same for several people, at most so many."""
    element: Block = {
        "type": "multi_users_select",
        "placeholder": plain(placeholder, MAX_PLACEHOLDER),
        "max_selected_items": most,
    }
    if initial:
        element["initial_users"] = list(initial)
    return element


def text_input(
    *,
    initial: str = "",
    most: int = MAX_TEXT,
    multiline: bool = False,
    placeholder: str = "",
    focus: bool = False,
) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "multiline": multiline,
        "max_length": min(most, MAX_TEXT),
    }
    if initial:
        element["initial_value"] = clip(initial, min(most, MAX_TEXT))
    if placeholder:
        element["placeholder"] = plain(placeholder, MAX_PLACEHOLDER)
    if focus:
        element["focus_on_load"] = True
    return element


def number_input(*, least: int, most: int, initial: str = "") -> Block:
    """A whole number; Slack itself refuses others."""
    element: Block = {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": str(least),
        "max_value": str(most),
    }
    if initial:
        element["initial_value"] = initial
    return element


def field(
    name: str, label: str, element: Block, *, optional: bool = False, hint: str = ""
) -> Block:
    """A form's field: its name is both ids, so that answers are found by it."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, MAX_LABEL),
        "element": {"action_id": name, **element},
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, MAX_LABEL)
    return block


def form(
    form_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    close: str = "Cancel",
    context: Mapping[str, str] | None = None,
) -> View:
    """A modal; `context` travels with it and comes back in the request."""
    view: View = {
        "type": "modal",
        "callback_id": form_id,
        "title": plain(title, MAX_TITLE),
        "close": plain(close, MAX_TITLE),
        "blocks": list(blocks[:MAX_VIEW_BLOCKS]),
        "private_metadata": dict(context or {}),
    }
    if submit:
        view["submit"] = plain(submit, MAX_TITLE)
    return view


def home(blocks: Sequence[Block]) -> View:
    return {"type": "home", "blocks": list(blocks[:MAX_VIEW_BLOCKS])}


def when(moment_s: int, fallback: str, pattern: str = "{date_short_pretty}") -> str:
    """A moment in each reader's own zone; the fallback is for those who can't show it."""
    return f"<!date^{moment_s}^{pattern}|{fallback}>"
