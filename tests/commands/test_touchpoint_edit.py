"""Editing: prefilled, never overwriting in silence what somebody else changed meanwhile."""

import pytest

from commands.errors import FieldError, UserError
from tests.commands.front_door import FrontDoor, initial_values
from tests.commands.touchpoint_world import (
    buttons,
    fitting,
    form_of,
    history_of,
    open_shop,
    stage_id,
    stored,
    text_of,
)


def fill(door: FrontDoor) -> FrontDoor:
    """Three touchpoints, T-1 with every field filled in; answers a colleague."""
    open_shop(door)
    door.submit(
        door.form("/touchpoint"),
        {
            "name": "Till",
            "stage": stage_id(door, "Purchase"),
            "channel": "store",
            "action": "Pays",
            "department": "Store team",
            "owner": "UMAYA",
            "significance": "3",
            "moment": ["yes"],
            "emotion": "0",
        },
    )
    door.command("/touchpoint Basket @ Purchase via website")
    door.command("/touchpoint Ad @ Awareness via social")
    return door.as_("UKWAME")


def notes(view: dict[str, object]) -> str:
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    return "\n".join(block["text"]["text"] for block in blocks if block["type"] == "section")


def test_the_form_holds_what_is_stored(maya: FrontDoor) -> None:
    fill(maya)
    form = form_of(maya.command("/touchpoint edit T-1"))
    assert form["title"]["text"] == "Edit T-1"
    assert initial_values(form) == {
        "name": "Till",
        "channel": "store",
        "action": "Pays",
        "department": "Store team",
        "owner": "UMAYA",
        "significance": "3",
        "moment": ["yes"],
        "emotion": "0",
    }


@pytest.mark.parametrize("said", ["t1", "1", "till", "TILL", "T 1", "#1"])
def test_number_or_name_say_which(maya: FrontDoor, said: str) -> None:
    fill(maya)
    assert form_of(maya.command(f"/touchpoint edit {said}"))["title"]["text"] == "Edit T-1"


def test_every_field_can_be_changed_and_emptied(maya: FrontDoor) -> None:
    fill(maya)
    form = maya.form("/touchpoint edit T-1")
    answer = maya.submit(
        form,
        {
            "name": "Cash desk",
            "channel": "app",
            "action": None,
            "department": "",
            "owner": None,
            "significance": None,
            "moment": [],
            "emotion": None,
        },
    )
    assert (
        "*T-1 Cash desk* is changed: Name, Channel, What does the customer do?, Department, Owner, "
        "Significance, Moment of truth, Planned emotion." in text_of(answer)
    )
    row = stored(maya, 1)
    assert (row.name, row.channel, row.action, row.department) == ("Cash desk", "app", "", "")
    assert (row.owner_id, row.significance, row.planned_emotion) == (None, None, None)
    assert not row.moment_of_truth


def test_nothing_changed_is_said_and_not_written(maya: FrontDoor) -> None:
    fill(maya)
    form = maya.form("/touchpoint edit T-1")
    assert "stays as it was" in text_of(maya.submit(form, {}))
    maya.submit(form, {"name": "Cash desk"})
    assert "stays as it was" in text_of(maya.submit(form, {"name": "Cash desk"}))  # clicked twice
    assert history_of(maya, 1) == ["added", "edited"]


def test_different_fields_of_two_people_are_both_kept(maya: FrontDoor) -> None:
    kwame = fill(maya)
    mine, theirs = maya.form("/touchpoint edit T-1"), kwame.form("/touchpoint edit T-1")
    kwame.submit(theirs, {"name": "Cash desk", "owner": "UKWAME"})
    answer = maya.submit(mine, {"department": "Finance"})
    assert "is changed: Department." in text_of(answer)
    row = stored(maya, 1)
    assert (row.name, row.owner_id, row.department) == ("Cash desk", "UKWAME", "Finance")


def test_the_same_field_of_two_people_is_asked_about(maya: FrontDoor) -> None:
    kwame = fill(maya)
    mine, theirs = maya.form("/touchpoint edit T-1"), kwame.form("/touchpoint edit T-1")
    kwame.submit(theirs, {"name": "<Cash> desk", "department": "Retail", "emotion": "2"})
    asked = form_of(maya.submit(mine, {"name": "Register", "significance": "5"}))
    assert "Nothing is stored yet" in notes(asked)
    assert "<@UKWAME> set *Name* to “&lt;Cash&gt; desk”" in notes(asked)
    assert "Department" not in notes(asked)
    assert stored(maya, 1).name == "<Cash> desk"
    assert stored(maya, 1).significance == 3
    held = initial_values(asked)
    assert (held["name"], held["significance"]) == ("Register", "5")  # the person's words
    assert (held["department"], held["emotion"]) == ("Retail", "2")  # the others', untouched here
    maya.submit(asked, {})
    row = stored(maya, 1)
    assert (row.name, row.significance, row.department) == ("Register", 5, "Retail")


def test_slack_keeping_old_values_in_the_form_overwrites_nothing(maya: FrontDoor) -> None:
    """A form shown anew may keep what stood in its fields, whatever it is given."""
    kwame = fill(maya)
    mine, theirs = maya.form("/touchpoint edit T-1"), kwame.form("/touchpoint edit T-1")
    kwame.submit(theirs, {"name": "Cash desk", "department": "Retail"})
    asked = form_of(maya.submit(mine, {"name": "Register"}))
    maya.submit(asked, {**initial_values(mine), "name": "Register"})
    assert (stored(maya, 1).name, stored(maya, 1).department) == ("Register", "Retail")


def test_one_can_go_back_to_the_first_words_after_a_conflict(maya: FrontDoor) -> None:
    kwame = fill(maya)
    mine, theirs = maya.form("/touchpoint edit T-1"), kwame.form("/touchpoint edit T-1")
    kwame.submit(theirs, {"name": "Cash desk"})
    asked = form_of(maya.submit(mine, {"name": "Register"}))
    maya.submit(asked, {"name": "Till"})
    assert stored(maya, 1).name == "Till"


def test_a_third_change_in_between_is_asked_about_again(maya: FrontDoor) -> None:
    kwame = fill(maya)
    mine = maya.form("/touchpoint edit T-1")
    kwame.submit(kwame.form("/touchpoint edit T-1"), {"name": "Cash desk"})
    asked = form_of(maya.submit(mine, {"name": "Register"}))
    priya = maya.as_("UPRIYA")
    priya.submit(priya.form("/touchpoint edit T-1"), {"name": "Counter"})
    again = form_of(maya.submit(asked, {}))
    assert "<@UPRIYA> set *Name* to “Counter”" in notes(again)
    maya.submit(again, {})
    assert stored(maya, 1).name == "Register"


def test_both_meaning_the_same_is_no_conflict(maya: FrontDoor) -> None:
    kwame = fill(maya)
    mine, theirs = maya.form("/touchpoint edit T-1"), kwame.form("/touchpoint edit T-1")
    kwame.submit(theirs, {"name": "Cash desk"})
    assert "stays as it was" in text_of(maya.submit(mine, {"name": "Cash desk"}))


def test_retired_while_the_form_was_open(maya: FrontDoor) -> None:
    kwame = fill(maya)
    form = maya.form("/touchpoint edit T-1")
    kwame.command("/touchpoint retire T-1")
    with pytest.raises(FieldError) as wrong:
        maya.submit(form, {"name": "Cash desk"})
    assert "/touchpoint restore T-1" in wrong.value.by_field["name"]
    kwame.command("/touchpoint restore T-1")
    assert "is changed: Name" in text_of(maya.submit(form, {"name": "Cash desk"}))


def test_a_retired_one_is_restored_before_it_is_edited(maya: FrontDoor) -> None:
    fill(maya)
    maya.command("/touchpoint retire T-1")
    answer = maya.command("/touchpoint edit T-1")
    assert "Restore it first" in text_of(answer)
    assert buttons(answer)["Restore"] == ("touchpoint.restore", "1")


def test_a_name_taken_in_the_stage(maya: FrontDoor) -> None:
    fill(maya)
    form = maya.form("/touchpoint edit T-1")
    with pytest.raises(FieldError) as wrong:
        maya.submit(form, {"name": " BÁSKET "})
    assert "T-2" in wrong.value.by_field["name"]
    assert "is changed" in text_of(maya.submit(form, {"name": "Ad"}))  # taken in another stage
    form = maya.form("/touchpoint edit T-1")
    assert "is changed" in text_of(maya.submit(form, {"name": "AD"}))  # its own name


@pytest.mark.parametrize(
    "values",
    [
        {"name": "  "},
        {"name": "x" * 3001},
        {"action": "x" * 501},
        {"owner": "not a person"},
        {"channel": "pigeon"},
        {"channel": None},
        {"significance": "0"},
    ],
)
def test_bad_values_are_told_by_field_and_change_nothing(
    maya: FrontDoor, values: dict[str, str | None]
) -> None:
    fill(maya)
    with pytest.raises(FieldError) as wrong:
        maya.submit(maya.form("/touchpoint edit T-1"), values)
    assert set(wrong.value.by_field) == set(values)
    assert history_of(maya, 1) == ["added"]


def test_the_longest_values_fit_the_form_and_its_answers(maya: FrontDoor) -> None:
    kwame = fill(maya)
    form = maya.form("/touchpoint edit T-1")
    long = {"name": "<" * 120, "action": "&" * 500, "department": "*" * 80}
    fitting(maya.submit(form, long))
    fitting(maya.command("/touchpoint T-1"))
    mine, theirs = maya.form("/touchpoint edit T-1"), kwame.form("/touchpoint edit T-1")
    kwame.submit(theirs, {"name": ">" * 120, "action": "<" * 500, "department": "_" * 80})
    form_of(maya.submit(mine, {"name": "a", "action": "b", "department": "c"}))


def test_a_form_about_something_else_changes_nothing(maya: FrontDoor) -> None:
    fill(maya)
    form = maya.form("/touchpoint edit T-1")
    stranger = maya.as_("USTRANGER", workspace_id="T2")
    open_shop(stranger)
    with pytest.raises(FieldError, match="no longer there"):
        stranger.submit(form, {"name": "Taken over"})
    for touchpoint in ("", "x", "999"):
        context = {**form["private_metadata"], "touchpoint": touchpoint}
        with pytest.raises(FieldError, match="no longer there"):
            maya.submit({**form, "private_metadata": context}, {"name": "Lost"})
    assert stored(maya, 1).name == "Till"


def test_without_a_touchpoint_the_way_is_told(maya: FrontDoor) -> None:
    fill(maya)
    with pytest.raises(UserError, match="Which touchpoint"):
        maya.command("/touchpoint edit")
    with pytest.raises(UserError, match=r"Did you mean T-2 Basket in Purchase\?"):
        maya.command("/touchpoint edit baskt")
    with pytest.raises(UserError, match=r"`/touchpoint list` shows them all"):
        maya.command("/touchpoint edit <!here>")
    maya.command("/touchpoint Basket @ Awareness via app")
    with pytest.raises(UserError, match="T-4 Basket in Awareness, T-2 Basket in Purchase"):
        maya.command("/touchpoint edit basket")


def test_ones_own_change_in_another_window_is_asked_about_as_well(maya: FrontDoor) -> None:
    fill(maya)
    form = maya.form("/touchpoint edit T-2")
    maya.submit(maya.form("/touchpoint edit T-2"), {"name": "Cart"})
    assert "<@UMAYA> set *Name* to “Cart”" in notes(
        form_of(maya.submit(form, {"name": "Shopping cart"}))
    )
