"""`/journey stages`: the form and what can be typed instead."""

from typing import Any

import pytest

from commands.errors import FieldError, UserError
from commands.reply import OpenForm, Say, UpdateForm, View
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, initial_values, only, said, shown
from tests.commands.journey_steps import (
    HOSTILE,
    add_touchpoint,
    legal,
    make_journey,
    mrkdwn,
    press,
)

PURCHASE = ["Awareness", "Research", "Purchase", "Post-purchase", "Loyalty"]


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    make_journey(maya, "Buying")
    return maya


def opened(door: FrontDoor) -> View:
    form = only(legal(door.command("/journey stages")), OpenForm).view
    assert form["title"]["text"] == "Stages"
    return form


def updated(effects: list[Any]) -> View:
    return only(legal(effects), UpdateForm).view


def rows(view: View) -> list[dict[str, Any]]:
    return [b for b in view["blocks"] if b.get("accessory", {}).get("type") == "overflow"]


def names(view: View) -> list[str]:
    return [row["text"]["text"].split("*")[1].partition(". ")[2] for row in rows(view)]


def choose(door: FrontDoor, view: View, stage: str, label: str) -> list[Any]:
    """Clicks an entry of one stage's menu."""
    row = rows(view)[names(view).index(stage)]
    menu = row["accessory"]
    value = next(o["value"] for o in menu["options"] if o["text"]["text"] == label)
    context = view["private_metadata"]
    return legal(door.click(menu["action_id"], value, context=context, in_form=True))


def entries(view: View, stage: str) -> list[str]:
    menu = rows(view)[names(view).index(stage)]["accessory"]
    return [option["text"]["text"] for option in menu["options"]]


def test_stages_stand_in_order_with_goal_funnel_and_size(shop: FrontDoor) -> None:
    add_touchpoint(shop, "Buying", "Purchase", "Checkout page")
    view = opened(shop)
    assert names(view) == PURCHASE
    text = rows(view)[2]["text"]["text"]
    assert text == "*3. Purchase*\nI get it without trouble.\nFunnel: Bottom · 1 touchpoint"
    assert entries(view, "Awareness") == ["Edit", "Move down", "Retire"]
    assert entries(view, "Research") == ["Edit", "Move up", "Move down", "Retire"]
    assert entries(view, "Loyalty") == ["Edit", "Move up", "Retire"]


def test_the_button_edit_stages_opens_the_same_form(shop: FrontDoor) -> None:
    hub = only(shop.command("/journey"), Say)
    assert names(only(press(shop, hub, "Edit stages"), OpenForm).view) == PURCHASE


def test_moving_shows_the_new_order(shop: FrontDoor) -> None:
    view = updated(choose(shop, opened(shop), "Purchase", "Move up"))
    assert names(view) == ["Awareness", "Purchase", "Research", "Post-purchase", "Loyalty"]
    view = updated(choose(shop, view, "Purchase", "Move down"))
    assert names(view) == PURCHASE


@pytest.mark.parametrize("label", ["Move up", "Move down"])
def test_moving_twice_quickly_moves_once(shop: FrontDoor, label: str) -> None:
    view = opened(shop)
    once = names(updated(choose(shop, view, "Purchase", label)))
    twice = names(updated(choose(shop, view, "Purchase", label)))
    assert once == twice
    assert once != PURCHASE


def test_two_people_see_each_others_changes(shop: FrontDoor) -> None:
    mine, theirs = opened(shop), opened(shop.as_("UNOOR"))
    choose(shop, mine, "Loyalty", "Move up")
    view = updated(choose(shop.as_("UNOOR"), theirs, "Awareness", "Move down"))
    assert names(view) == ["Research", "Awareness", "Purchase", "Loyalty", "Post-purchase"]


def test_adding_pushes_a_form_and_refreshes_the_list(shop: FrontDoor) -> None:
    form = only(press(shop, opened(shop), "Add stage"), OpenForm).view
    assert [block["label"]["text"] for block in form["blocks"]] == [
        "Name",
        "The customer's goal",
        "Place in the sales funnel",
    ]
    view = updated(
        shop.submit(form, {"name": "Unboxing", "goal": "I look forward", "funnel": "After sale"})
    )
    assert names(view) == [*PURCHASE, "Unboxing"]
    assert "I look forward\\nFunnel: After sale · 0 touchpoints" in shown(view)


def test_editing_changes_only_what_was_changed(shop: FrontDoor) -> None:
    form = only(choose(shop, opened(shop), "Purchase", "Edit"), OpenForm).view
    assert initial_values(form) == {
        "name": "Purchase",
        "goal": "I get it without trouble.",
        "funnel": "Bottom",
    }
    view = updated(shop.submit(form, {"name": "Checkout", "funnel": None}))
    assert names(view) == ["Awareness", "Research", "Checkout", "Post-purchase", "Loyalty"]
    assert "*3. Checkout*\\nI get it without trouble.\\n0 touchpoints" in shown(view)


def test_saving_without_a_change_is_fine(shop: FrontDoor) -> None:
    form = only(choose(shop, opened(shop), "Purchase", "Edit"), OpenForm).view
    assert names(updated(shop.submit(form, {}))) == PURCHASE


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \u200f\t"}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "  purchÀse "}, "name"),
        ({"name": "New", "goal": "g" * 3001}, "goal"),
        ({"name": "New", "funnel": "Sideways"}, "funnel"),
    ],
)
def test_bad_fields_are_named(shop: FrontDoor, values: dict[str, str], field: str) -> None:
    view = opened(shop)
    add = only(press(shop, view, "Add stage"), OpenForm).view
    edit = only(choose(shop, view, "Loyalty", "Edit"), OpenForm).view
    for form in (add, edit):
        with pytest.raises(FieldError) as error:
            shop.submit(form, values)
        assert list(error.value.by_field) == [field]
    assert names(opened(shop)) == PURCHASE


def test_a_stage_that_holds_touchpoints_stays(shop: FrontDoor) -> None:
    add_touchpoint(shop, "Buying", "Purchase", "Checkout page")
    add_touchpoint(shop, "Buying", "Purchase", "Basket")
    view = updated(choose(shop, opened(shop), "Purchase", "Retire"))
    assert "still holds 2 touchpoints. Move or retire them first" in shown(view)
    assert names(view) == PURCHASE


def test_retiring_and_restoring(shop: FrontDoor) -> None:
    before = opened(shop)
    view = updated(choose(shop, before, "Loyalty", "Retire"))
    assert names(view) == PURCHASE[:-1]
    assert "*Loyalty* is retired. It can be restored at any time." in shown(view)
    assert "*Retired* · 1 stage" in shown(view)
    again = updated(choose(shop, before, "Loyalty", "Retire"))
    assert "*Loyalty* was retired already." in shown(again)
    back = updated(press(shop, view, "Restore"))
    assert names(back) == PURCHASE
    assert "*Loyalty* is back." in shown(back)
    assert "*Loyalty* is in use already." in shown(updated(press(shop, view, "Restore")))


def test_a_name_taken_meanwhile_keeps_the_retired_one_away(shop: FrontDoor) -> None:
    retired = updated(choose(shop, opened(shop), "Loyalty", "Retire"))
    shop.command("/journey stages add Loyalty")
    view = updated(press(shop, retired, "Restore"))
    assert "There is another stage called *Loyalty* now" in shown(view)
    assert names(view) == PURCHASE


def test_forms_left_open_while_the_stage_was_retired(shop: FrontDoor) -> None:
    view = opened(shop)
    edit = only(choose(shop, view, "Loyalty", "Edit"), OpenForm).view
    shop.command("/journey stages retire Loyalty")
    with pytest.raises(FieldError) as error:
        shop.submit(edit, {"name": "Love"})
    assert "retired while the form was open" in error.value.by_field["name"]
    for label in ("Edit", "Move up"):
        late = updated(choose(shop, view, "Loyalty", label))
        assert "Somebody retired this stage meanwhile." in shown(late)
    beside = updated(choose(shop, view, "Post-purchase", "Move down"))
    assert "The stage beside it was retired meanwhile. Nothing was moved." in shown(beside)


def test_a_journey_of_forty_stages_and_many_retired_fits(maya: FrontDoor) -> None:
    make_journey(maya, "Long", template="blank")
    assert "No stages yet. Add the first one." in shown(opened(maya))
    for number in range(45):
        maya.command(f"/journey stages add Old {number:02}")
        maya.command(f"/journey stages retire Old {number:02}")
    for number in range(40):
        maya.command(f"/journey stages add {number:02} {'x' * 77}")
    view = opened(maya)
    assert len(view["blocks"]) <= 100
    assert len(names(view)) == 40
    assert "5 more. `/journey stages restore <name>` brings one back." in shown(view)
    with pytest.raises(UserError, match="room for 40 stages"):
        maya.command("/journey stages add One too many")
    add = only(press(maya, view, "Add stage"), OpenForm).view
    with pytest.raises(FieldError, match="room for 40 stages"):
        maya.submit(add, {"name": "One too many"})
    assert "room for 40 stages" in said(maya.command("/journey stages restore Old 44"))
    maya.command(f"/journey stages retire 00 {'x' * 77}")
    assert "*Old 44* is back." in said(legal(maya.command("/journey stages restore old 44")))
    legal(maya.command("/journey"))


def test_hostile_names_are_shown_as_typed(shop: FrontDoor) -> None:
    add = only(press(shop, opened(shop), "Add stage"), OpenForm).view
    shop.submit(add, {"name": HOSTILE, "goal": HOSTILE})
    effects = [*shop.command("/journey stages"), *shop.command("/journey")]
    effects += shop.command(f"/journey stages retire {HOSTILE}")
    formatted = "\n".join(mrkdwn(legal(effects)))
    assert "&lt;!channel&gt;" in formatted
    for harmful in ("<!channel>", "<@U1>", " *bold*", "`x`", " _y_"):
        assert harmful not in formatted


@pytest.mark.parametrize(
    ("typed", "answer", "order"),
    [
        ("add Unboxing", "Stage *Unboxing* is added at the end.", [*PURCHASE, "Unboxing"]),
        (
            "rename purchase to Checkout",
            "*Purchase* is now called *Checkout*.",
            ["Awareness", "Research", "Checkout", "Post-purchase", "Loyalty"],
        ),
        ("retire LOYALTY", "*Loyalty* is retired.", PURCHASE[:-1]),
        (
            "move Loyalty before Purchase",
            "*Loyalty* stands before *Purchase* now.",
            ["Awareness", "Research", "Loyalty", "Purchase", "Post-purchase"],
        ),
        (
            "move Awareness after Research",
            "*Awareness* stands behind *Research* now.",
            ["Research", "Awareness", "Purchase", "Post-purchase", "Loyalty"],
        ),
        ("move Research BEHIND awareness", "stands behind *Awareness* already.", PURCHASE),
        ("rename Loyalty to Loyalty", "is called so already.", PURCHASE),
        ("restore Loyalty", "*Loyalty* is in use already.", PURCHASE),
    ],
)
def test_changes_may_be_typed(shop: FrontDoor, typed: str, answer: str, order: list[str]) -> None:
    reply = only(legal(shop.command(f"/journey stages {typed}")), Say)
    assert answer in reply.text
    assert " → ".join(order) in shown(reply)
    assert names(opened(shop)) == order


def test_typed_changes_repeated(shop: FrontDoor) -> None:
    shop.command("/journey stages retire Loyalty")
    assert "was retired already" in said(shop.command("/journey stages retire Loyalty"))
    shop.command("/journey stages move Research before Awareness")
    again = shop.command("/journey stages move Research before Awareness")
    assert "stands before *Awareness* already" in said(again)


def test_names_may_hold_the_joining_word(shop: FrontDoor) -> None:
    shop.command("/journey stages add Talk to us")
    assert "is now called *Up to date*" in said(
        shop.command("/journey stages rename Talk to us to Up to date")
    )
    assert "is now called *Straße to Rome*" in said(
        shop.command("/journey stages rename Up to date TO Straße to Rome")
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("add", "That is no change of stages"),
        ("dance Loyalty", "That is no change of stages"),
        ("add purchase", "There is a stage called *purchase* already."),
        ("add " + "x" * 3001, "there is room for 80"),
        ("rename Loyalty to Purchase", "There is another stage called *Purchase* already."),
        ("rename Loyalty", "The new name or place is missing"),
        ("rename Nothing to Something", "No stage is called “Nothing”"),
        ("retire Nothing", "No stage is called “Nothing”"),
        ("restore Nothing", "No stage is called “Nothing”"),
        ("move Loyalty", "Say where to"),
        ("move Loyalty before Nothing", "No stage is called “Nothing”"),
        ("move Loyalty before Loyalty", "beside itself"),
    ],
)
def test_what_cannot_be_done_is_said(shop: FrontDoor, typed: str, words: str) -> None:
    with pytest.raises(UserError) as error:
        shop.command(f"/journey stages {typed}")
    assert words in str(error.value)
    assert names(opened(shop)) == PURCHASE


def test_stages_of_another_journey_or_workspace_are_out_of_reach(shop: FrontDoor) -> None:
    other = shop.at("C2")
    make_journey(other, "Other", template="support")
    view = opened(other)
    row = rows(view)[0]["accessory"]
    mine = opened(shop)["private_metadata"]
    for value in (row["options"][0]["value"], "retire 99999", "retire ²", "", "edit " + "9" * 40):
        refused = updated(shop.click(row["action_id"], value, context=mine, in_form=True))
        assert names(refused) == PURCHASE
    assert len(names(opened(other))) == 5
    stranger = shop.as_("USTRANGER", workspace_id="T2")
    with pytest.raises(UserError, match="no longer there"):
        stranger.click(row["action_id"], "retire 1", context=mine, in_form=True)


def test_without_a_journey_the_first_is_made(maya: FrontDoor) -> None:
    for typed in ("/journey stages", "/journey stages add Unboxing"):
        assert maya.form(typed)["title"]["text"] == "New journey"


def test_a_private_journeys_form_stays_closed_elsewhere(maya: FrontDoor) -> None:
    make_journey(maya.at("G1", PlaceKind.PRIVATE), "Secret")
    context = opened(maya.at("G1", PlaceKind.PRIVATE))["private_metadata"]
    with pytest.raises(UserError, match="no longer there"):
        maya.as_("UNOOR").click("stages.add", context=context, in_form=True)
