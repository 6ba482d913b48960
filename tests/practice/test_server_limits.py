"""Block Kit limits: refused with a pointer beyond them, passed at the edge."""

from collections.abc import Callable
from typing import Any

import pytest
import slackblocks
from slackblocks import _limits, _surfaces
from slackblocks.errors import InvalidUsageError

from bot.practice import limits
from tests.practice.seen import Json
from tests.practice.small_app import (
    button,
    field,
    home,
    modal,
    mrkdwn,
    option,
    plain,
    section,
    text_field,
)

CONFIRM = {
    "title": plain("Sure?"),
    "text": mrkdwn("Really"),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
OPTIONS = [option("Red"), option("Green")]


def actions(*elements: Json, **more: object) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def select(**more: object) -> Json:
    return {"type": "static_select", "action_id": "a", "options": OPTIONS, **more}


def typed(kind: str, **more: object) -> Json:
    return field("Label", {"type": kind, **more}, "b")


def leaf(text: str = "x") -> Json:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}


def rich(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


def table(rows: int = 1, columns: int = 1, **more: object) -> Json:
    cell = {"type": "raw_text", "text": "x"}
    return {"type": "table", "rows": [[cell] * columns for _ in range(rows)], **more}


IMAGE = {"type": "image", "alt_text": "A map", "image_url": "https://example.org/a.png"}

BAD_BLOCKS: list[tuple[str, Json, str]] = [
    ("section text", section("x" * 3001), "/blocks/0/text/text"),
    ("section empty", section(""), "/blocks/0/text/text"),
    ("section nothing", {"type": "section"}, "/blocks/0"),
    ("fields", {"type": "section", "fields": [mrkdwn("x")] * 11}, "/blocks/0/fields"),
    ("field text", {"type": "section", "fields": [mrkdwn("x" * 2001)]}, "/blocks/0/fields/0/text"),
    ("accessory", section("x", accessory=typed("plain_text_input")["element"]), "/accessory/type"),
    ("two buttons", section("x", accessory=[button("A")]), "/blocks/0/accessory"),
    ("unknown key", section("x", colour="red"), "/blocks/0"),
    ("unknown block", {"type": "video"}, "/blocks/0/type"),
    ("header", {"type": "header", "text": plain("x" * 151)}, "/blocks/0/text/text"),
    ("header mrkdwn", {"type": "header", "text": mrkdwn("x")}, "/blocks/0/text/type"),
    ("context", {"type": "context", "elements": [mrkdwn("x")] * 11}, "/blocks/0/elements"),
    ("context none", {"type": "context", "elements": []}, "/blocks/0/elements"),
    ("context button", {"type": "context", "elements": [button("x")]}, "/elements/0/type"),
    ("actions", actions(*(button("x", f"a{n}") for n in range(26))), "/blocks/0/elements"),
    ("actions none", actions(), "/blocks/0/elements"),
    ("actions input", actions({"type": "plain_text_input"}), "/blocks/0/elements/0/type"),
    ("same action_id", actions(button("A"), button("B")), "/blocks/0/elements/1/action_id"),
    ("block_id", section("x", block_id="b" * 256), "/blocks/0/block_id"),
    ("action_id", actions(button("x", "a" * 256)), "/blocks/0/elements/0/action_id"),
    ("button text", actions(button("x" * 76)), "/blocks/0/elements/0/text/text"),
    ("button value", actions(button("x", value="v" * 2001)), "/blocks/0/elements/0/value"),
    ("button url", actions(button("x", url="u" * 3001)), "/blocks/0/elements/0/url"),
    ("button style", actions(button("x", style="loud")), "/blocks/0/elements/0/style"),
    ("button label", actions(button("x", accessibility_label="l" * 76)), "/accessibility_label"),
    ("button mrkdwn", actions({**button("x"), "text": mrkdwn("x")}), "/elements/0/text/type"),
    ("confirm", actions(button("x", confirm={**CONFIRM, "deny": plain("x" * 31)})), "/deny/text"),
    ("confirm less", actions(button("x", confirm={"title": plain("x")})), "/elements/0/confirm"),
    ("no options", actions(select(options=[])), "/blocks/0/elements/0/options"),
    ("101 options", actions(select(options=OPTIONS * 51)), "/blocks/0/elements/0/options"),
    ("both kinds", actions(select(option_groups=[])), "/blocks/0/elements/0"),
    ("option text", actions(select(options=[option("x" * 76, "v")])), "/options/0/text/text"),
    ("option value", actions(select(options=[option("x", "v" * 151)])), "/options/0/value"),
    (
        "option description",
        actions(select(options=[{**option("x"), "description": plain("x" * 76)}])),
        "/options/0/description/text",
    ),
    (
        "option mrkdwn",
        actions(select(options=[{"text": mrkdwn("x"), "value": "x"}])),
        "/options/0/text/type",
    ),
    ("initial", actions(select(initial_option=option("Blue"))), "/initial_option"),
    (
        "group label",
        actions(
            {
                "type": "static_select",
                "option_groups": [{"label": plain("x" * 76), "options": OPTIONS}],
            }
        ),
        "/option_groups/0/label/text",
    ),
    ("placeholder", actions(select(placeholder=plain("x" * 151))), "/placeholder/text"),
    ("overflow", actions({"type": "overflow", "options": OPTIONS * 3}), "/options"),
    ("radio", actions({"type": "radio_buttons", "options": OPTIONS * 6}), "/options"),
    ("checkboxes", actions({"type": "checkboxes", "options": OPTIONS * 6}), "/options"),
    ("date", actions({"type": "datepicker", "initial_date": "9.3.2026"}), "/initial_date"),
    ("time", actions({"type": "timepicker", "initial_time": "9:30"}), "/initial_time"),
    ("zone", actions({"type": "timepicker", "timezone": "Mars/Base"}), "/timezone"),
    ("moment", actions({"type": "datetimepicker", "initial_date_time": 3}), "/initial_date_time"),
    ("max items", actions({"type": "multi_users_select", "max_selected_items": 0}), "/max_selecte"),
    ("image alt", {**IMAGE, "alt_text": ""}, "/blocks/0/alt_text"),
    ("image no alt", {"type": "image", "image_url": "https://example.org"}, "/blocks/0"),
    ("image both", {**IMAGE, "slack_file": {"id": "F012345678"}}, "/blocks/0"),
    ("image none", {"type": "image", "alt_text": "x"}, "/blocks/0"),
    ("image url", {**IMAGE, "image_url": "file:///etc/hosts"}, "/blocks/0/image_url"),
    ("image alt long", {**IMAGE, "alt_text": "x" * 2001}, "/blocks/0/alt_text"),
    ("rich text", rich({"type": "paragraph"}), "/blocks/0/elements/0/type"),
    ("rich list", rich({"type": "rich_text_list", "elements": [leaf()]}), "/blocks/0/elements/0"),
    (
        "rich indent",
        rich({"type": "rich_text_list", "style": "bullet", "indent": 9, "elements": [leaf()]}),
        "/indent",
    ),
    ("rich empty", rich(leaf("")), "/elements/0/text"),
    ("table rows", table(rows=101), "/blocks/0/rows"),
    ("table columns", table(columns=21), "/blocks/0/rows/0"),
    ("table align", table(column_settings=[{"align": "up"}]), "/column_settings/0/align"),
    ("label", text_field("x" * 2001, "b"), "/blocks/0/label/text"),
    ("hint", text_field("x", "b", hint=plain("x" * 2001)), "/blocks/0/hint/text"),
    ("no label", {"type": "input", "element": {"type": "plain_text_input"}}, "/blocks/0"),
    ("button input", field("x", button("x"), "b"), "/blocks/0/element/type"),
    ("max_length", typed("plain_text_input", max_length=3001), "/element/max_length"),
    ("min over max", typed("plain_text_input", min_length=5, max_length=4), "/element/min_length"),
    ("initial text", typed("plain_text_input", max_length=2, initial_value="abc"), "/initial_va"),
    ("number", typed("number_input", is_decimal_allowed=True, min_value=3), "/min_value"),
    ("number kind", typed("number_input"), "/blocks/0/element"),
    ("file", typed("file_input"), "/blocks/0/element/type"),
    (
        "dispatch",
        typed("plain_text_input", dispatch_action_config={"trigger_actions_on": ["x"]}),
        "/dispatch_action_config",
    ),
    ("not a block", "words", "/blocks/0"),  # type: ignore[list-item]  # what a careless app sends
    ("listed type", {"type": ["section"]}, "/blocks/0/type"),
    ("element null", {"type": "input", "label": plain("x"), "element": None}, "/blocks/0"),
    ("elements null", {"type": "actions", "elements": None}, "/blocks/0/elements"),
    ("odd style", actions(button("x", style=["a"])), "/blocks/0/elements/0/style"),
]  # fmt: skip

AT_THE_EDGE: list[tuple[str, Json]] = [
    ("section", section("x" * 3000, accessory=button("x" * 75, value="v" * 2000))),
    ("fields", {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10}),
    ("header", {"type": "header", "text": plain("x" * 150)}),
    ("context", {"type": "context", "elements": [IMAGE, *[mrkdwn("x")] * 9]}),
    ("actions", actions(*(button("x", f"a{n}") for n in range(25)))),
    ("confirm", actions(button("x", confirm=CONFIRM, style="danger"))),
    ("select", actions(select(options=[option("x" * 75, f"{n}") for n in range(100)]))),
    ("initial", actions(select(initial_option=OPTIONS[0]))),
    ("overflow", actions({"type": "overflow", "options": [option(f"{n}") for n in range(5)]})),
    ("image", {**IMAGE, "title": plain("x" * 2000), "alt_text": "x" * 2000}),
    ("rich", rich({"type": "rich_text_list", "style": "ordered", "elements": [leaf()]})),
    ("quote", rich({"type": "rich_text_quote", "elements": [{"type": "text", "text": "x"}]})),
    ("table", table(100, 20, column_settings=[{"align": "right", "is_wrapped": True}])),
    ("divider", {"type": "divider"}),
    ("number", typed("number_input", is_decimal_allowed=False, min_value="1", max_value="5")),
    ("typeahead", field("x", {"type": "external_select", "min_query_length": 0}, "b")),
    ("radio mrkdwn", actions({"type": "radio_buttons", "options": [
        {"text": mrkdwn("*x*"), "value": "x", "description": mrkdwn("y")}]})),
    ("where", actions({"type": "conversations_select", "filter": {"include": ["public"]},
                       "default_to_current_conversation": True})),
]  # fmt: skip


@pytest.mark.parametrize(("block", "pointer"), [row[1:] for row in BAD_BLOCKS],
                         ids=[row[0] for row in BAD_BLOCKS])  # fmt: skip
def test_refused(block: Json, pointer: str) -> None:
    faults = limits.message_faults([block])
    assert faults
    assert any(pointer in fault.partition("[json-pointer:")[2] for fault in faults), faults


@pytest.mark.parametrize("block", [row[1] for row in AT_THE_EDGE], ids=[r[0] for r in AT_THE_EDGE])
def test_passes_at_the_edge(block: Json) -> None:
    assert limits.message_faults([block]) == []


def test_across_blocks() -> None:
    same = [section("x", block_id="b"), section("y", block_id="b")]
    assert "already exists [json-pointer:/blocks/1/block_id]" in limits.message_faults(same)[0]
    assert limits.message_faults([table(), table()]) == [
        "only_one_table_allowed [json-pointer:/blocks]"
    ]
    assert limits.message_faults([section("x")] * 50) == []
    assert limits.message_faults([section("x")] * 51)
    assert limits.message_faults({"type": "section"})


def modal_faults(view: object) -> list[str]:
    return limits.view_faults(view, ("modal",))


def test_views() -> None:
    inputs = text_field("x", "b")
    assert modal_faults(modal(*[section("x")] * 100)) == []
    assert modal_faults(modal(*[section("x")] * 101))
    assert modal_faults(modal(section("x"), title="x" * 24)) == []
    assert modal_faults(modal(section("x"), title="x" * 25))
    for key in ("submit", "close"):
        assert modal_faults({**modal(section("x")), key: plain("x" * 25)})
    without = modal(inputs)
    del without["submit"]
    assert "missing required field: submit" in modal_faults(without)[0]
    assert modal_faults(modal(section("x"), private_metadata="x" * 3000)) == []
    assert modal_faults(modal(section("x"), private_metadata="x" * 3001))
    assert modal_faults(modal(section("x"), callback_id="x" * 256))
    assert modal_faults({**modal(section("x")), "title": None})
    assert modal_faults({**modal(section("x")), "colour": "red"})
    assert modal_faults("words")
    focus = {"type": "plain_text_input", "focus_on_load": True}
    twice = modal(field("1", {**focus}, "1"), field("2", {**focus}, "2"))
    assert modal_faults(twice) == [
        "only one element may have focus_on_load [json-pointer:/view/blocks]"
    ]
    assert modal_faults(modal(typed("file_input"))) == []


def test_surfaces() -> None:
    def home_faults(view: Json) -> list[str]:
        return limits.view_faults(view, ("home",))

    assert home_faults(home(section("x"))) == []
    assert home_faults(home(table()))
    assert home_faults(home(typed("file_input")))
    assert home_faults({**home(section("x")), "submit": plain("x")})
    assert home_faults(modal(section("x")))
    assert modal_faults(modal(table()))
    assert modal_faults(home(section("x")))


def test_surfaces_agree_with_another_implementation() -> None:
    for surface, kinds in limits.SURFACES.items():
        assert kinds <= _surfaces._BLOCK_TYPES_BY_SURFACE[surface]  # type: ignore[index]


def test_options() -> None:
    assert limits.options_faults({"options": []}) == []
    assert limits.options_faults({"options": [option(str(n)) for n in range(100)]}) == []
    assert limits.options_faults({"options": [option(str(n)) for n in range(101)]})
    assert limits.options_faults({})
    assert limits.options_faults({"options": [], "option_groups": []})
    assert limits.options_faults({"option_groups": [{"label": plain("x"), "options": []}]})


def both(make: Callable[[int], Any], edge: int) -> None:
    """Another implementation draws the same line: it makes `edge`, refuses to make one more."""
    built = make(edge)
    assert limits.message_faults([built._resolve()]) == []
    with pytest.raises(InvalidUsageError):
        make(edge + 1)


AGREED: list[tuple[Callable[[int], Any], int]] = [
    (lambda n: slackblocks.SectionBlock("x" * n), _limits.SECTION_TEXT_MAX_LENGTH),
    (lambda n: slackblocks.HeaderBlock("x" * n), _limits.HEADER_TEXT_MAX_LENGTH),
    (
        lambda n: slackblocks.ContextBlock([slackblocks.Text("x")] * n),
        _limits.CONTEXT_ELEMENTS_MAX_ITEMS,
    ),
    (
        lambda n: slackblocks.ActionsBlock(
            [slackblocks.Button("x", action_id=f"a{i}") for i in range(n)]
        ),
        _limits.ACTIONS_ELEMENTS_MAX_ITEMS,
    ),
    (
        lambda n: slackblocks.ActionsBlock([slackblocks.Button("x" * n, action_id="a")]),
        _limits.BUTTON_TEXT_MAX_LENGTH,
    ),
    (
        lambda n: slackblocks.ActionsBlock([slackblocks.Button("x", action_id="a", value="v" * n)]),
        _limits.BUTTON_VALUE_MAX_LENGTH,
    ),
    (
        lambda n: slackblocks.SectionBlock("x", fields=[slackblocks.Text("x")] * n),
        _limits.SECTION_FIELDS_MAX_ITEMS,
    ),
    (
        lambda n: slackblocks.InputBlock("x" * n, slackblocks.PlainTextInput(action_id="a")),
        _limits.INPUT_LABEL_MAX_LENGTH,
    ),
    (
        lambda n: slackblocks.SectionBlock("x", block_id="b" * n),
        _limits.BLOCK_ID_MAX_LENGTH,
    ),
]


@pytest.mark.parametrize(("make", "edge"), AGREED)
def test_agrees_with_another_implementation(make: Callable[[int], Any], edge: int) -> None:
    both(make, edge)
