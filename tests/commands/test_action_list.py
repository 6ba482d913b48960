"""`/journey actions`: carried over first, filters, pages, and one's own anywhere."""

from datetime import timedelta

import pytest

from commands.errors import UserError
from commands.reply import OpenForm, Replace, Say
from tests.commands.action_world import add, answer, card, retire_journey, step
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import buttons, legal, press
from tests.commands.touchpoint_world import open_shop
from tests.commands.triage_world import shop_with_pains


def named(effects: object) -> list[str]:
    """The A-numbers that stand in a list, in order."""
    text = shown(effects)
    return [part.split("*")[0] for part in text.split("*A-")[1:]]


def due_in(door: FrontDoor, *days: int) -> None:
    for number in days:
        add(door, what=f"Due in {number}", due=(door.now + timedelta(days=number)).date())


def test_carried_over_first_then_by_due_date(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    due_in(maya, 20, 3, 9, 4)
    text = answer(maya.later(days=8).command("/journey actions"))
    assert "*Actions in Web shop* · 4 open, 2 overdue" in text
    assert "*Carried over* · 2 actions past due" in text
    assert named(text) == ["2", "4", "3", "1"]
    assert "due Sat 7 Mar 2026, 5 days late" in text
    assert "due Fri 13 Mar 2026, tomorrow" in text


def test_nothing_is_late_on_its_day(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    due_in(maya, 3)
    text = answer(maya.later(days=3).command("/journey actions"))
    assert "Carried over" not in text
    assert "today" in text


def test_filters(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    due_in(maya, 1, 2, 30, 40)
    step(maya, card(maya, 2), "Done", {"result": "It went well"})
    step(maya, card(maya, 3), "Drop", {"reason": "Too dear"})
    add(maya, owner="UMAYA", what="Mine")
    later = maya.later(days=5)
    everything = only(legal(later.command("/journey actions")), Say)
    assert named(everything) == ["1", "5", "4"]
    assert named(later.command("/journey actions overdue")) == ["1"]
    done = said(later.command("/journey actions done"))
    assert named(done) == ["2"]
    assert "“It went well”" in done
    assert named(later.command("/journey actions dropped")) == ["3"]
    assert named(later.command("/journey actions mine")) == ["5"]
    assert named(press(later, everything, "Done")) == ["2"]
    assert named(press(later, everything, "Mine")) == ["5"]
    mine = only(press(later, everything, "Mine"), Replace)
    assert named(press(later, mine, "Overdue")) == []
    assert "Nothing is overdue" in shown(press(later, mine, "Overdue"))


def test_pages(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    due_in(maya, *range(1, 24))
    first = only(legal(maya.command("/journey actions")), Say)
    assert "23 open" in shown(first)
    assert named(first) == [str(n) for n in range(1, 11)]
    assert "Page 1 of 3" in shown(first)
    second = only(press(maya, first, "Next"), Replace)
    third = only(press(maya, second, "Next"), Replace)
    assert named(third) == ["21", "22", "23"]
    assert "Next" not in buttons(third)
    assert named(press(maya, third, "Previous")) == named(second)
    far = maya.click("action.page:next", "99 0 all open")
    assert named(far) == ["21", "22", "23"], "never past the end"


def test_ones_own_need_no_journey(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    open_shop(maya, name="Stores", channel="C2")
    add(maya, owner="UNOOR", what="One")
    add(maya.at("C2"), owner="UNOOR", what="Two")
    noor = maya.as_("UNOOR").at("D1")
    assert isinstance(noor.command("/journey actions")[0], OpenForm)
    mine = said(noor.command("/journey actions mine"))
    assert named(mine) == ["1", "2"]
    assert "Web shop" in mine
    assert "Stores" in mine
    retire_journey(maya)
    assert named(noor.command("/journey actions mine")) == []


def test_an_empty_list_offers_the_next_step(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    empty = only(legal(maya.command("/journey actions")), Say)
    assert "Nothing to do yet" in shown(empty)
    press(maya, empty, "Add an action")


@pytest.mark.parametrize("word", ["finished", "<!channel>", "overdu"])
def test_other_words(maya: FrontDoor, word: str) -> None:
    shop_with_pains(maya)
    with pytest.raises(UserError, match="is no list of actions") as error:
        maya.command(f"/journey actions {word}")
    assert "<!channel>" not in str(error.value)
    assert ("Did you mean `/journey actions overdue`" in str(error.value)) == (word == "overdu")


@pytest.mark.parametrize("value", ["", "x", "1", "1 0 all nothing", "1 x all open", "² 0 all open"])
def test_odd_buttons(maya: FrontDoor, value: str) -> None:
    shop_with_pains(maya)
    with pytest.raises(UserError, match="no longer works"):
        maya.click("action.page:next", value)
