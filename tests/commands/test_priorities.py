"""`/journey priorities`: every column with its value or that there is none, and what it means."""

from datetime import timedelta

import pytest

from commands.errors import UserError
from commands.reply import Effect, OpenForm, Replace, Say
from storage.vocabulary import About, PlaceKind
from tests.commands import action_world
from tests.commands.front_door import FrontDoor, initial_values, only, shown
from tests.commands.journey_steps import buttons, legal, mrkdwn, press
from tests.commands.opportunity_world import RICE, add
from tests.commands.triage_world import log
from tests.commands.vote_steps import rounds_of
from tests.storage.round_world import Rounds

LIST = "/journey priorities"
PAINS = ("The queue was long", "The label tore", "The soup was cold")


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    """P-1 is the hottest."""
    world = rounds_of(maya)
    for severity, what in zip((5, 4, 3), PAINS, strict=True):
        world.log(what, by="UMAYA", severity=severity)
    return maya


@pytest.fixture
def rounds(shop: FrontDoor) -> Rounds:
    return Rounds(shop.engine, shop.now)


def page(door: FrontDoor, typed: str = "") -> Say:
    return only(legal(door.command(f"{LIST} {typed}".strip())), Say)


def told(message: Say | Replace) -> str:
    return "\n".join(mrkdwn(list(message.blocks)))


def order(message: Say | Replace) -> list[str]:
    """The numbers of the rows."""
    lines = told(message).split("\n")
    return [line.split("*")[1] for line in lines if line[:2] in ("*P", "*O") and "-" in line[:4]]


def choose(door: FrontDoor, message: Say | Replace, label: str) -> Replace:
    """Another order or stage, in the same message."""
    return only(pick(door, message, label), Replace)


def pick(door: FrontDoor, message: Say | Replace, label: str) -> list[Effect]:
    """Picks from a menu of the list."""
    for block in message.blocks:
        for element in block.get("elements", []):
            for option in element.get("options", []):
                if option["text"]["text"] == label:
                    return legal(door.click(element["action_id"], option["value"]))
    raise AssertionError(f"no menu has {label}")


def test_what_has_no_value_says_so(shop: FrontDoor) -> None:
    first = told(page(shop)).split("\n")
    assert first[0] == "*Priorities of Shop* · 3 open pain points"
    assert first[1] == "Hottest first"
    assert first[2] == "*P-1* The queue was long"
    assert first[3] == (
        "heat 5.0 by 1 person · no votes yet · no opportunity yet · New · no owner yet"
    )
    text = told(page(shop))
    assert "*Heat*: severity of each sighting, halved every 30 days." in text
    assert "*Votes*: none of these was in a vote that is closed." in text
    assert "*Score*: RICE = reach \u00d7 impact \u00d7 confidence / effort." in text
    assert " 0 " not in text.partition("*Heat*")[0]


def test_every_column_side_by_side(shop: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(
        rounds.pain_options(1, 2), about=About.PAINS, members=["UMAYA", "UKWAME", "UPRIYA"]
    )
    rounds.vote(number, "UMAYA", {2: 2, 1: 1})
    rounds.vote(number, "UKWAME", {2: 3})
    rounds.close(number)
    add(shop, "Thicker labels", **RICE, answered_pains=["2"])
    add(shop, "Not scored", answered_pains=["3"])
    action_world.add(shop, what="Order labels", owner="UKWAME", pains=(2,))
    text = told(page(shop))
    assert (
        "heat 4.0 by 1 person · 5 dots of 2 people in V-1 · RICE 1,200 by O-1 · Planned"
        " · A-1 open by <@UKWAME>" in text
    )
    assert "no votes yet · no score yet · New · no owner yet" in text
    assert "V-1 closed <!date^" in text
    assert "2 of 3 voted. Dots of different votes are never added." in text
    assert "best of its opportunities', never their sum" in text


def test_only_what_is_still_being_done_is_told(shop: FrontDoor) -> None:
    for what, owner in (("Order labels", "UKWAME"), ("Test labels", "UPRIYA")):
        action_world.add(shop, what=what, owner=owner, pains=(2,))
    assert "A-1 open by <@UKWAME> and 1 more" in told(page(shop))
    form = only(shop.click("action.done", "1 OPEN"), OpenForm).view
    shop.submit(form, {"result": "They are here"})
    text = told(page(shop))
    assert "A-1" not in text
    assert "A-2 open by <@UPRIYA>" in text


def test_a_private_channels_actions_are_its_own_and_their_owners(shop: FrontDoor) -> None:
    hidden = shop.at("G1", PlaceKind.PRIVATE)
    for door in (shop, hidden):
        door.command("/journey use Shop")
    add(shop, "Thicker labels", answered_pains=["2"])
    action_world.add(hidden, what="Order labels", owner="UKWAME", pains=(2,))
    view = only(hidden.click("action.new", "O-1"), OpenForm).view
    due = (shop.now + timedelta(days=10)).date().isoformat()
    hidden.submit(view, {"what": "Cut labels", "owner": "UKWAME", "due": due})
    for typed, mine in (("", "A-1"), ("opportunities", "A-2")):
        for door in (hidden, shop.as_("UKWAME")):
            assert f"{mine} open by <@UKWAME>" in told(page(door, typed))
        for door in (shop, shop.as_("UPRIYA")):
            text = told(page(door, typed))
            assert "A-1" not in text
            assert "A-2" not in text
            assert "UKWAME" not in text
    assert "A-1" in shown(hidden.command("/journey brief T-1"))
    assert "A-1" not in shown(shop.command("/journey brief T-1"))


def test_in_the_order_of_each_column(shop: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(rounds.pain_options(1, 2, 3), about=About.PAINS)
    rounds.vote(number, "UMAYA", {2: 2, 3: 1})
    rounds.close(number)
    add(shop, "Warm it", **RICE, answered_pains=["3"])
    first = page(shop)
    assert order(first) == ["P-1", "P-2", "P-3"]
    voted = choose(shop, first, "Most votes first")
    assert order(voted) == ["P-2", "P-3", "P-1"]
    assert "no dots in V-1" in told(voted), "voted on, without a dot: that is no missing vote"
    assert "Largest share of their vote's dots first" in told(voted)
    assert order(choose(shop, first, "Best RICE first")) == ["P-3", "P-1", "P-2"]
    assert order(choose(shop, first, "Newest first")) == ["P-3", "P-2", "P-1"]
    assert order(page(shop, "votes")) == ["P-2", "P-3", "P-1"]


def test_opportunities_in_the_same_list(shop: FrontDoor) -> None:
    add(shop, "Warm it", **RICE, answered_pains=["3", "1"])
    add(shop, "Nothing behind it")
    ideas = only(press(shop, page(shop), "Opportunities"), Replace)
    assert "*Priorities of Shop* · 2 open opportunities" in told(ideas)
    assert "heat 8.0 · answers 2 pain points · no votes yet · RICE 1,200 · Open" in told(ideas)
    assert "answers no pain point yet · no votes yet · no score yet" in told(ideas)
    assert order(page(shop, "opportunities newest")) == ["O-2", "O-1"]
    assert order(only(press(shop, ideas, "Pain points"), Replace))[0] == "P-1"


def test_the_framework_is_the_journeys_one(shop: FrontDoor) -> None:
    add(shop, "Warm it", **RICE, answered_pains=["3"])
    shop.command("/journey opportunity by ICE")
    text = told(page(shop))
    assert "RICE" not in text
    assert "*Score*: ICE = impact \u00d7 confidence \u00d7 ease" in text
    assert "no score yet" in text


def test_the_running_vote_is_not_told(shop: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(rounds.pain_options(1), about=About.PAINS)
    rounds.vote(number, "UMAYA", {1: 3})
    assert "V-1" not in told(page(shop))


def test_the_way_on(shop: FrontDoor) -> None:
    first = page(shop)
    assert only(press(shop, first, "Open"), Say)
    form = only(pick(shop, first, "P-2 The label tore"), OpenForm).view
    assert form["title"]["text"] == "Add an action"
    assert initial_values(form)["action_pains"] == ["2"]
    ballot = only(press(shop, first, "Vote on these"), OpenForm).view
    assert ballot["title"]["text"] == "Start a vote"
    assert initial_values(ballot)["about"] == "pains"
    chosen = [block for block in ballot["blocks"] if block.get("block_id", "") == "pains"]
    assert len(chosen[0]["element"]["initial_options"]) == 3


def test_opportunities_are_voted_on_too(shop: FrontDoor) -> None:
    for title in ("Warm it", "Thicker labels"):
        add(shop, title)
    ballot = only(press(shop, page(shop, "opportunities"), "Vote on these"), OpenForm).view
    assert initial_values(ballot)["about"] == "opportunities"


def test_pages_keep_order_and_kind(shop: FrontDoor) -> None:
    for number in range(4, 19):
        log(shop, f"Pain {number}", severity=1)
    first = page(shop, "newest")
    assert order(first) == [f"P-{number}" for number in range(18, 10, -1)]
    assert "Page 1 of 3" in told(first)
    second = only(press(shop, first, "Next"), Replace)
    assert order(second) == [f"P-{number}" for number in range(10, 2, -1)]
    assert order(only(press(shop, second, "Previous"), Replace)) == order(first)
    assert "*Priorities of Shop* · 18 open pain points" in told(second)


def test_only_of_a_stage(shop: FrontDoor) -> None:
    shop.command("/journey stages add Research")
    assert order(page(shop, "purchase votes")) == ["P-1", "P-2", "P-3"]
    empty = choose(shop, page(shop), "Research")
    assert "*Priorities of Shop* · Research · 0 open pain points" in told(empty)
    assert "No pain point is open in this stage." in told(empty)
    assert order(choose(shop, empty, "All stages")) == ["P-1", "P-2", "P-3"]


def test_guests_read_and_decide_nothing(shop: FrontDoor) -> None:
    shop.command("/journey use Shop")
    guest = shop.as_("UGUEST", guest=True)
    read = page(guest)
    assert "Open" in buttons(read)
    assert "Vote on these" not in buttons(read)
    assert "Make it an action" not in shown(read)


def test_words_that_mean_nothing(shop: FrontDoor) -> None:
    with pytest.raises(UserError, match="Did you mean `/journey priorities newest`"):
        shop.command(f"{LIST} newst")
    with pytest.raises(UserError, match="no order and no stage"):
        shop.command(f"{LIST} xyzzy plugh")
    with pytest.raises(UserError, match="no longer works"):
        shop.click("priorities.list:next", "1 2 3")


def test_nothing_is_open(maya: FrontDoor) -> None:
    rounds_of(maya)
    empty = page(maya)
    assert "Nothing is open." in told(empty)
    assert "*Heat*" not in told(empty)
