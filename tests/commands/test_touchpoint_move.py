"""Moving: to another stage or place, with what happens meanwhile."""

import pytest

from commands.errors import FieldError, UserError
from commands.touchpoint.form_views import FIRST
from tests.commands.front_door import FrontDoor, initial_values
from tests.commands.touchpoint_world import (
    buttons,
    form_of,
    history_of,
    in_order,
    open_shop,
    retire_stage,
    stage_id,
    stored,
    text_of,
)


def fill(door: FrontDoor) -> int:
    """Awareness holds T-1 Ad; Purchase holds T-2 Basket, T-3 Page, T-4 Till."""
    journey = open_shop(door)
    for line in ("Ad @ Awareness", "Basket @ Purchase", "Page @ Purchase", "Till @ Purchase"):
        door.command(f"/touchpoint {line} via website")
    return journey


def names(door: FrontDoor, journey: int, stage: str = "Purchase") -> list[str]:
    return [name for where, name in in_order(door, journey) if where == stage]


def test_the_form_shows_where_it_stands(maya: FrontDoor) -> None:
    fill(maya)
    form = form_of(maya.command("/touchpoint move T-3"))
    assert form["title"]["text"] == "Move T-3"
    labels = [block["label"]["text"] for block in form["blocks"] if block["type"] == "input"]
    assert labels == ["Stage", "Behind"]
    assert initial_values(form) == {"stage": stage_id(maya, "Purchase"), "behind": "2"}
    first = initial_values(form_of(maya.command("/touchpoint move T-2")))
    assert first["behind"] == FIRST


def test_within_its_stage(maya: FrontDoor) -> None:
    journey = fill(maya)
    answer = maya.submit(maya.form("/touchpoint move T-4"), {"behind": FIRST})
    assert "*T-4 Till* is moved: 1st of 3 in Purchase." in text_of(answer)
    assert names(maya, journey) == ["Till", "Basket", "Page"]
    maya.submit(maya.form("/touchpoint move T-4"), {"behind": "2"})
    assert names(maya, journey) == ["Basket", "Till", "Page"]
    maya.submit(maya.form("/touchpoint move T-2"), {"behind": None})
    assert names(maya, journey) == ["Till", "Page", "Basket"]


def test_into_another_stage_it_goes_last_unless_told(maya: FrontDoor) -> None:
    journey = fill(maya)
    target = stage_id(maya, "Awareness")
    answer = maya.submit(maya.form("/touchpoint move T-3"), {"stage": target})
    assert "2nd of 2 in Awareness" in text_of(answer)
    maya.submit(maya.form("/touchpoint move T-4"), {"stage": target, "behind": "1"})
    maya.submit(maya.form("/touchpoint move T-2"), {"stage": target, "behind": FIRST})
    assert in_order(maya, journey) == [
        ("Awareness", "Basket"),
        ("Awareness", "Ad"),
        ("Awareness", "Till"),
        ("Awareness", "Page"),
    ]
    assert "<@UMAYA> moved it from Purchase to Awareness, behind “Ad”" in text_of(
        maya.command("/touchpoint T-4")
    )


def test_staying_is_said_and_not_written(maya: FrontDoor) -> None:
    fill(maya)
    form = maya.form("/touchpoint move T-3")
    assert "stays where it was: 2nd of 3 in Purchase" in text_of(maya.submit(form, {}))
    maya.submit(form, {"behind": FIRST})
    assert "stays where it was: 1st of 3" in text_of(maya.submit(form, {"behind": FIRST}))
    assert history_of(maya, 3) == ["added", "moved"]


def test_behind_is_found_while_typing(maya: FrontDoor) -> None:
    fill(maya)
    maya.command("/touchpoint retire T-2")
    form = maya.form("/touchpoint move T-3")
    assert maya.options("behind", "", form) == [
        ("First in the stage", FIRST),
        ("Ad · Awareness", "1"),
        ("Till · Purchase", "4"),
    ]
    assert maya.options("behind", "till", form) == [("Till · Purchase", "4")]
    assert maya.options("behind", "fir", form) == [("First in the stage", FIRST)]
    stranger = maya.as_("USTRANGER", workspace_id="T2")
    assert stranger.options("behind", "", form) == []


def test_behind_one_of_another_stage_is_told(maya: FrontDoor) -> None:
    fill(maya)
    with pytest.raises(FieldError) as wrong:
        maya.submit(maya.form("/touchpoint move T-3"), {"behind": "1"})
    assert "T-1 is not in Purchase" in wrong.value.by_field["behind"]
    for odd in ("3", "999", "x"):
        with pytest.raises(FieldError) as wrong:
            maya.submit(maya.form("/touchpoint move T-3"), {"behind": odd})
        assert set(wrong.value.by_field) == {"behind"}


def test_behind_one_that_was_retired_meanwhile(maya: FrontDoor) -> None:
    fill(maya)
    form = maya.form("/touchpoint move T-3")
    maya.command("/touchpoint retire T-4")
    with pytest.raises(FieldError) as wrong:
        maya.submit(form, {"behind": "4"})
    assert "T-4 was retired while this form was open" in wrong.value.by_field["behind"]


def test_a_stage_retired_meanwhile(maya: FrontDoor) -> None:
    fill(maya)
    form = maya.form("/touchpoint move T-3")
    gone = stage_id(maya, "Research")
    retire_stage(maya, "Research")
    with pytest.raises(FieldError) as wrong:
        maya.submit(form, {"stage": gone})
    assert "Research was retired" in wrong.value.by_field["stage"]
    with pytest.raises(FieldError):
        maya.submit(form, {"stage": None})


def test_a_name_taken_in_the_other_stage(maya: FrontDoor) -> None:
    fill(maya)
    maya.command("/touchpoint ad @ Purchase via app")
    with pytest.raises(FieldError) as wrong:
        maya.submit(maya.form("/touchpoint move T-1"), {"stage": stage_id(maya, "Purchase")})
    assert "T-5" in wrong.value.by_field["stage"]


def test_moved_by_somebody_else_meanwhile(maya: FrontDoor) -> None:
    fill(maya)
    kwame = maya.as_("UKWAME")
    mine, theirs = maya.form("/touchpoint move T-3"), kwame.form("/touchpoint move T-3")
    kwame.submit(theirs, {"stage": stage_id(maya, "Awareness")})
    asked = form_of(maya.submit(mine, {"stage": stage_id(maya, "Research")}))
    assert "<@UKWAME> moved it. It is 2nd of 2 in Awareness now" in str(asked)
    assert initial_values(asked)["stage"] == stage_id(maya, "Research")
    assert str(stored(maya, 3).stage_id) == stage_id(maya, "Awareness")
    answer = maya.submit(asked, {})
    assert "1st of 1 in Research" in text_of(answer)


def test_the_latest_of_several_movers_is_named(maya: FrontDoor) -> None:
    fill(maya)
    mine = maya.form("/touchpoint move T-3")
    for person, stage in (("UKWAME", "Awareness"), ("UPRIYA", "Research")):
        door = maya.as_(person)
        door.submit(door.form("/touchpoint move T-3"), {"stage": stage_id(maya, stage)})
    assert "<@UPRIYA> moved it" in str(form_of(maya.submit(mine, {"behind": FIRST})))


def test_a_neighbour_chosen_for_another_stage_must_stand_there(maya: FrontDoor) -> None:
    fill(maya)
    values = {"stage": stage_id(maya, "Research"), "behind": "4"}
    with pytest.raises(FieldError, match="T-4 is not in Research"):
        maya.submit(maya.form("/touchpoint move T-3"), values)


def test_retired_meanwhile(maya: FrontDoor) -> None:
    fill(maya)
    form = maya.form("/touchpoint move T-3")
    maya.command("/touchpoint retire T-3")
    with pytest.raises(FieldError, match="/touchpoint restore T-3"):
        maya.submit(form, {"behind": FIRST})
    assert stored(maya, 3).retired_at is not None


def test_a_retired_one_comes_back_by_moving(maya: FrontDoor) -> None:
    journey = fill(maya)
    maya.command("/touchpoint retire T-3")
    form = maya.form("/touchpoint move T-3")
    assert "Moving it brings it back" in str(form)
    answer = maya.submit(form, {"stage": stage_id(maya, "Awareness"), "behind": FIRST})
    assert "is back on the map: 1st of 2 in Awareness" in text_of(answer)
    assert names(maya, journey, "Awareness") == ["Page", "Ad"]
    assert history_of(maya, 3) == ["added", "retired", "moved", "restored"]


def test_without_any_stage_left_they_are_offered(maya: FrontDoor) -> None:
    open_shop(maya, names=("Only",))
    maya.command("/touchpoint Till @ Only via store")
    maya.command("/touchpoint retire T-1")
    retire_stage(maya, "Only")
    assert "Edit stages" in buttons(maya.command("/touchpoint move T-1"))


def test_which_one_must_be_said(maya: FrontDoor) -> None:
    fill(maya)
    with pytest.raises(UserError, match=r"Which touchpoint.*/touchpoint move T-7"):
        maya.command("/touchpoint move")
