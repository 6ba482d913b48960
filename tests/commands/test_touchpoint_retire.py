"""Retiring and restoring: harmless twice, and always a way back."""

import pytest
from sqlmodel import select

from commands.reply import Replace
from storage.db import transaction
from storage.journey import stage_edits
from storage.models import Stage
from tests.commands.front_door import FrontDoor, only, shown
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


def fill(door: FrontDoor) -> int:
    journey = open_shop(door)
    door.command("/touchpoint Till @ Purchase via store")
    door.command("/touchpoint Basket @ Purchase via website")
    return journey


def test_by_command_it_is_done_at_once_with_the_way_back(maya: FrontDoor) -> None:
    journey = fill(maya)
    answer = maya.command("/touchpoint retire T-1")
    assert "*T-1 Till* is retired" in text_of(answer)
    assert in_order(maya, journey) == [("Purchase", "Basket")]
    undone = maya.click(*buttons(answer)["Restore"])
    assert "is back on the map: 1st of 2 in Purchase" in shown(undone)
    assert in_order(maya, journey) == [("Purchase", "Till"), ("Purchase", "Basket")]
    assert history_of(maya, 1) == ["added", "retired", "restored"]


def test_a_second_click_says_so_and_writes_nothing(maya: FrontDoor) -> None:
    fill(maya)
    retire = buttons(maya.command("/touchpoint T-1"))["Retire"]
    first = only(fitting(maya.click(*retire)), Replace)
    assert "is retired: it is off the map" in first.text
    assert "*Retired* since" in shown(first)
    since = stored(maya, 1).retired_at
    second = only(fitting(maya.later(hours=1).click(*retire)), Replace)
    assert "was retired already" in second.text
    assert stored(maya, 1).retired_at == since
    restore = buttons([second])["Restore"]
    assert "is back on the map" in only(maya.click(*restore), Replace).text
    assert "is on the map: 1st of 2" in only(maya.click(*restore), Replace).text
    assert history_of(maya, 1) == ["added", "retired", "restored"]


def test_a_retired_one_is_reachable_by_number_only(maya: FrontDoor) -> None:
    fill(maya)
    log = maya.form("/pain The till was closed")
    maya.submit(log, {"where": "1", "severity": "4"})
    maya.command("/touchpoint retire T-1")
    card = maya.command("/touchpoint T-1")
    assert "*Retired* since" in text_of(card)
    assert "The till was closed" in text_of(card)
    assert list(buttons(card)) == ["Open", "Restore", "Move", "See the map"]
    assert "Till" not in text_of(maya.command("/touchpoint list"))
    assert "Till" in text_of(maya.command("/touchpoint list retired"))
    assert [name for name, _ in maya.options("where", "", maya.form("/pain"))] == [
        "Basket · Purchase"
    ]


def test_its_name_is_free_again_and_then_it_stays_retired(maya: FrontDoor) -> None:
    journey = fill(maya)
    maya.command("/touchpoint retire T-1")
    maya.command("/touchpoint TILL @ Purchase via app")
    answer = maya.command("/touchpoint restore T-1")
    assert "stays retired: Purchase has *T-3 TILL* by now" in text_of(answer)
    assert len(in_order(maya, journey)) == 2
    offered = buttons(answer)
    assert form_of(maya.click(*offered["Edit T-3"]))["title"]["text"] == "Edit T-3"
    moved = maya.submit(
        form_of(maya.click(*offered["Move T-1"])), {"stage": stage_id(maya, "Research")}
    )
    assert "is back on the map: 1st of 1 in Research" in text_of(moved)


def test_by_name_restoring_means_the_retired_one(maya: FrontDoor) -> None:
    fill(maya)
    maya.command("/touchpoint retire till")
    maya.command("/touchpoint Till @ Research via app")
    assert "*T-1 Till* is back" in text_of(maya.command("/touchpoint restore till"))
    assert "is on the map" in text_of(maya.command("/touchpoint restore T-1"))


def retired_with_its_stage(door: FrontDoor) -> int:
    journey = fill(door)
    door.command("/touchpoint retire T-1")
    door.command("/touchpoint retire T-2")
    retire_stage(door, "Purchase")
    return journey


def test_in_a_retired_stage_both_can_come_back(maya: FrontDoor) -> None:
    journey = retired_with_its_stage(maya)
    answer = maya.command("/touchpoint restore T-1")
    assert "its stage Purchase is retired too" in text_of(answer)
    assert in_order(maya, journey) == []
    offered = buttons(answer)
    both = only(fitting(maya.click(*offered["Restore both"])), Replace)
    assert "is back on the map: 1st of 1 in Purchase" in both.text
    again = only(maya.click(*offered["Restore both"]), Replace)  # clicked twice
    assert "is back on the map" in again.text
    assert in_order(maya, journey) == [("Purchase", "Till")]
    assert history_of(maya, 1) == ["added", "retired", "restored"]


def test_in_a_retired_stage_it_can_come_back_elsewhere(maya: FrontDoor) -> None:
    journey = retired_with_its_stage(maya)
    offered = buttons(maya.command("/touchpoint restore T-1"))
    form = form_of(maya.click(*offered["Move to another stage"]))
    maya.submit(form, {"stage": stage_id(maya, "Research")})
    assert in_order(maya, journey) == [("Research", "Till")]


def test_a_stage_whose_name_is_taken_stays_retired(maya: FrontDoor) -> None:
    journey = retired_with_its_stage(maya)
    rename_stage(maya, "Research", "purchase")
    answer = maya.click("touchpoint.restore_both", "1")
    assert "another stage has that name by now" in text_of(answer)
    assert in_order(maya, journey) == []
    assert "Move to another stage" in buttons(answer)


def rename_stage(door: FrontDoor, name: str, to: str) -> None:
    with transaction(door.engine) as session:
        stage = session.exec(select(Stage).where(Stage.name == name)).one()
        outcome = stage_edits.edit(
            session, stage=stage, changes={"name": to}, actor_id="UOWNER", at=door.now
        )
        assert outcome is stage_edits.Outcome.DONE


@pytest.mark.parametrize("word", ["retire", "restore"])
def test_clicked_inside_a_form_the_answer_is_a_message(maya: FrontDoor, word: str) -> None:
    fill(maya)
    assert "*T-1 Till*" in text_of(maya.click(f"touchpoint.{word}", "1", in_form=True))
