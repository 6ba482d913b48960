"""Adding touchpoints: the form, one line, and whatever people type into them."""

import pytest

from commands.errors import FieldError
from commands.reply import Say
from commands.request import Kind
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, initial_values, only
from tests.commands.touchpoint_world import (
    buttons,
    fitting,
    form_of,
    history_of,
    in_order,
    open_shop,
    retire_stage,
    stage_id,
    stored,
    text_of,
)

LINE = "/touchpoint Checkout page @ Purchase via website"
REQUIRED = {"name": "Checkout page", "channel": "website"}


def test_the_form_has_the_fields_of_a_touchpoint(maya: FrontDoor) -> None:
    open_shop(maya)
    form = form_of(maya.command("/touchpoint"))
    assert form["title"]["text"] == "Add a touchpoint"
    inputs = [block for block in form["blocks"] if block["type"] == "input"]
    assert [(block["label"]["text"], block["optional"]) for block in inputs] == [
        ("Name", False),
        ("Stage", False),
        ("Channel", False),
        ("What does the customer do?", True),
        ("Department", True),
        ("Owner", True),
        ("Significance", True),
        ("Moment of truth", True),
        ("Planned emotion", True),
    ]


def test_a_full_form_is_stored_whole(maya: FrontDoor) -> None:
    open_shop(maya)
    form = maya.form("/touchpoint")
    answer = maya.submit(
        form,
        {
            "name": "  Checkout   page ",
            "stage": stage_id(maya, "Purchase"),
            "channel": "website",
            "action": "Enters the address\nand pays",
            "department": "Online shop",
            "owner": "UKWAME",
            "significance": "5",
            "moment": ["yes"],
            "emotion": "-1",
        },
    )
    assert "T-1 Checkout page" in text_of(answer)
    assert "1st in Purchase" in text_of(answer)
    row = stored(maya, 1)
    assert (row.name, row.channel, row.action) == (
        "Checkout page",
        "website",
        "Enters the address\nand pays",
    )
    assert (row.department, row.owner_id, row.significance) == ("Online shop", "UKWAME", 5)
    assert (row.moment_of_truth, row.planned_emotion) == (True, -1)
    assert (row.created_by, history_of(maya, 1)) == ("UMAYA", ["added"])


def test_one_line_adds_at_once_with_a_receipt(maya: FrontDoor) -> None:
    journey = open_shop(maya)
    answer = maya.command(LINE)
    assert "*T-1 Checkout page* is added: 1st in Purchase" in text_of(answer)
    assert in_order(maya, journey) == [("Purchase", "Checkout page")]
    offered = buttons(answer)
    assert list(offered) == ["Open", "Add another", "See the map"]
    assert offered["See the map"][0] == "map.show"
    assert "T-1 · Checkout page" in text_of(maya.click(*offered["Open"]))
    another = form_of(maya.click(*offered["Add another"]))
    assert initial_values(another)["stage"] == stage_id(maya, "Purchase")
    assert initial_values(another)["name"] is None


def test_case_and_accents_of_stage_and_channel_do_not_matter(maya: FrontDoor) -> None:
    journey = open_shop(maya, names=("Après-vente",))
    maya.command('/touchpoint "Info desk" @ apres-vente VIA Store')
    assert in_order(maya, journey) == [("Après-vente", "Info desk")]
    assert stored(maya, 1).channel == "store"


def test_a_near_stage_and_channel_are_offered_in_the_form(maya: FrontDoor) -> None:
    journey = open_shop(maya)
    form = form_of(maya.command("/touchpoint Checkout @ Purchse via web"))
    filled = initial_values(form)
    assert (filled["name"], filled["stage"]) == ("Checkout", stage_id(maya, "Purchase"))
    assert filled["channel"] == "website"
    notes = [block["text"]["text"] for block in form["blocks"] if block["type"] == "section"]
    assert "Did you mean *Purchase*?" in notes[0]
    assert "Did you mean *website*?" in notes[1]
    assert in_order(maya, journey) == []


def test_unknown_words_open_the_form_and_choose_nothing(maya: FrontDoor) -> None:
    open_shop(maya)
    form = form_of(maya.command("/touchpoint Checkout @ <!channel> via *zzz*"))
    filled = initial_values(form)
    assert (filled["name"], filled["stage"], filled["channel"]) == ("Checkout", None, None)
    assert "<!channel>" not in str(form)
    assert "&lt;!channel&gt;" in str(form)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Checkout page", "Checkout page"),
        ("Payment via app", "Payment via app"),
        ("Checkout @ Purchase", "Checkout"),
        ("@ Purchase via website", None),
        ("T-7 terminal", "T-7 terminal"),
        ("7", "7"),
    ],
)
def test_what_misses_something_opens_the_form_prefilled(
    maya: FrontDoor, typed: str, name: str | None
) -> None:
    open_shop(maya)
    assert initial_values(form_of(maya.command(f"/touchpoint {typed}")))["name"] == name


def test_a_name_without_room_is_shortened_and_kept_in_full(maya: FrontDoor) -> None:
    open_shop(maya)
    long = " ".join(f"*{n:04}*" for n in range(600))
    form = form_of(maya.command(f"/touchpoint {long} @ Purchase via website"))
    assert str(initial_values(form)["name"]).endswith("*0016*…")
    notes = [block["text"]["text"] for block in form["blocks"] if block["type"] == "section"]
    shown = "".join(note.removeprefix(">") for note in notes[1:]).replace("\u2060", "")
    assert shown.replace(" ", "") == long.replace(" ", "")
    with pytest.raises(FieldError) as wrong:
        maya.submit(form, {"name": long})
    assert "4,199 characters" in wrong.value.by_field["name"]


def test_nothing_but_spaces_and_marks_is_no_name(maya: FrontDoor) -> None:
    journey = open_shop(maya)
    form = maya.form("/touchpoint")
    stage = stage_id(maya, "Purchase")
    for name in (None, "   ", "\u200e\u202e", "\x00\x07", "\n\t"):
        with pytest.raises(FieldError) as wrong:
            maya.submit(form, {**REQUIRED, "stage": stage, "name": name})
        assert set(wrong.value.by_field) == {"name"}
    assert in_order(maya, journey) == []


def test_all_that_is_missing_is_said_together(maya: FrontDoor) -> None:
    open_shop(maya)
    with pytest.raises(FieldError) as wrong:
        maya.submit(maya.form("/touchpoint"), {})
    assert set(wrong.value.by_field) == {"name", "stage", "channel"}


def test_too_much_text_is_told_by_field(maya: FrontDoor) -> None:
    open_shop(maya)
    values = {
        **REQUIRED,
        "stage": stage_id(maya, "Purchase"),
        "action": "x" * 3001,
        "department": "y" * 81,
        "owner": "<!channel>",
        "significance": "6",
        "emotion": "3",
    }
    with pytest.raises(FieldError) as wrong:
        maya.submit(maya.form("/touchpoint"), values)
    assert set(wrong.value.by_field) == {
        "action",
        "department",
        "owner",
        "significance",
        "emotion",
    }


def test_marks_and_controls_leave_the_name(maya: FrontDoor) -> None:
    open_shop(maya)
    maya.command("/touchpoint Check\u202eout\x07 <b>&*page* @ Purchase via website")
    assert stored(maya, 1).name == "Checkout <b>&*page*"
    assert "&lt;b&gt;&amp;" in text_of(maya.command("/touchpoint T-1"))


def test_mentions_in_a_name_mention_nobody(maya: FrontDoor) -> None:
    open_shop(maya)
    shown = [
        text_of(maya.command("/touchpoint <!channel> <@UKWAME> @ Purchase via website")),
        text_of(maya.command("/touchpoint <!channel> <@UKWAME> @ Purchase via website")),
        text_of(maya.command("/touchpoint list")),
        text_of(maya.command("/touchpoint retire T-1")),
        text_of(maya.command("/touchpoint retire T-1")),
        text_of(maya.command("/touchpoint restore T-1")),
        str(form_of(maya.command("/touchpoint move T-1"))["blocks"][0]),
    ]
    for each in shown:
        assert "<!channel>" not in each
        assert "<@UKWAME>" not in each
        assert "&lt;!channel&gt;" in each


def test_a_name_that_is_taken_names_the_one_that_has_it(maya: FrontDoor) -> None:
    journey = open_shop(maya)
    maya.command(LINE)
    form = maya.form("/touchpoint")
    with pytest.raises(FieldError) as wrong:
        maya.submit(
            form, {**REQUIRED, "name": "CHECKOUT págé", "stage": stage_id(maya, "Purchase")}
        )
    assert "T-1" in wrong.value.by_field["name"]
    assert "/touchpoint edit T-1" in wrong.value.by_field["name"]
    maya.submit(form, {**REQUIRED, "stage": stage_id(maya, "Research")})
    assert in_order(maya, journey) == [("Research", "Checkout page"), ("Purchase", "Checkout page")]


def test_the_same_line_twice_adds_once(maya: FrontDoor) -> None:
    journey = open_shop(maya)
    maya.command(LINE)
    again = maya.command(LINE)
    assert "nothing was added" in text_of(again)
    assert buttons(again)["Open"] == ("touchpoint.card", "1")
    assert len(in_order(maya, journey)) == 1


def test_a_stage_retired_while_the_form_was_open(maya: FrontDoor) -> None:
    open_shop(maya)
    form = maya.form("/touchpoint")
    gone = stage_id(maya, "Purchase")
    retire_stage(maya, "Purchase")
    with pytest.raises(FieldError) as wrong:
        maya.submit(form, {**REQUIRED, "stage": gone})
    assert "Purchase was retired while this form was open" in wrong.value.by_field["stage"]


def test_a_stage_of_another_journey_or_workspace_is_refused(maya: FrontDoor) -> None:
    open_shop(maya)
    open_shop(maya, name="Other", names=("Elsewhere",), channel=None)
    stranger = maya.as_("USTRANGER", workspace_id="T2")
    open_shop(stranger, names=("Abroad",))
    form = maya.form("/touchpoint")
    for name in ("Elsewhere", "Abroad"):
        with pytest.raises(FieldError) as wrong:
            maya.submit(form, {**REQUIRED, "stage": stage_id(maya, name)})
        assert set(wrong.value.by_field) == {"stage"}
    for forged in ("-1", "x", "9" * 15):
        with pytest.raises(FieldError):
            maya.submit(form, {**REQUIRED, "stage": forged})


def test_without_stages_they_are_offered_first_and_nothing_typed_is_lost(maya: FrontDoor) -> None:
    open_shop(maya, names=())
    answer = maya.command(LINE)
    assert "has no stages yet" in text_of(answer)
    offered = buttons(answer)
    assert offered["Edit stages"][0] == "stages.open"
    assert offered["Add a touchpoint"] == (
        "touchpoint.open_add",
        "Checkout page @ Purchase via website",
    )


def test_no_journey_here_asks_which_and_goes_on(maya: FrontDoor) -> None:
    open_shop(maya, name="First", channel=None)
    second = open_shop(maya, name="Second", channel=None, names=("Purchase",))
    for asked in (maya, maya.at("D1", PlaceKind.DIRECT)):
        assert form_of(asked.command(LINE))["title"]["text"] == "Which journey?"
    assert str(second) in str(form_of(maya.command(LINE)))


def test_the_shortcut_and_the_buttons_open_the_form(maya: FrontDoor) -> None:
    open_shop(maya)
    alone = maya.at(None)
    assert form_of(alone.ask(Kind.SHORTCUT, "touchpoint.add_anywhere"))
    named = form_of(maya.click("touchpoint.open_add", "Till"))
    assert initial_values(named)["name"] == "Till"
    assert form_of(maya.click("touchpoint.open_add_in", "999"))
    assert form_of(maya.click("touchpoint.open_add_in", "zzz"))


def test_a_guest_may_add(maya: FrontDoor) -> None:
    open_shop(maya)
    assert only(fitting(maya.as_("UGUEST", guest=True).command(LINE)), Say)


def test_a_typing_error_in_a_word_asks_before_it_adds(maya: FrontDoor) -> None:
    open_shop(maya)
    answer = maya.command("/touchpoint lsit")
    assert "Did you mean `/touchpoint list`?" in text_of(answer)
    assert buttons(answer)["Add it as a touchpoint"] == ("touchpoint.open_add", "lsit")


def test_a_long_name_of_signs_is_kept_in_full_too(maya: FrontDoor) -> None:
    open_shop(maya)
    form = form_of(maya.command(f"/touchpoint {'&' * 3001}"))
    assert str(form).count("&amp;") == 3001
